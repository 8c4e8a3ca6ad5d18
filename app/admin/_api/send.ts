import * as z from 'zod';
import {
  type Account,
  type AccountInput,
  account,
  type Invitation,
  type InvitationInput,
  invitation,
} from '@/db/model/account';
import type { FieldError } from '@/db/model/errors';
import { type Answer, ask, problem } from '../../_api/ask';

/** What became of a request that writes. */
export type Outcome<T> =
  | { is: 'done'; value: T }
  /** Refused: nothing was written. `errors` name the fields. */
  | { is: 'refused'; errors: FieldError[]; detail: string }
  /** Somebody else has changed the account: it as it stands now. */
  | { is: 'moved-on'; current: Account }
  | { is: 'gone' }
  /** No answer, or one of a server that failed: it may have been written or not. */
  | { is: 'unreachable' };

const offered = z.object({ ...invitation.shape, url: z.string() });
/** A link that lets somebody in, told this once. */
export type Offered = Invitation & { url: string };

function outcomeOf<T>(answer: Answer | null, value: z.ZodType<T>): Outcome<T> {
  if (answer === null || answer.status >= 500) return { is: 'unreachable' };
  const { status, json } = answer;
  if (status < 300) {
    const made = value.safeParse(json);
    return made.success ? { is: 'done', value: made.data } : { is: 'unreachable' };
  }
  if (status === 404) return { is: 'gone' };
  const refusal = problem.safeParse(json).data;
  const current = status === 412 ? account.safeParse(refusal?.current) : null;
  if (current?.success) return { is: 'moved-on', current: current.data };
  return { is: 'refused', errors: refusal?.errors ?? [], detail: refusal?.detail ?? String(status) };
}

export async function changeAccount(
  { id, version }: Pick<Account, 'id' | 'version'>,
  patch: AccountInput,
): Promise<Outcome<Account>> {
  const answer = await ask({
    method: 'PATCH',
    path: `/api/accounts/${id}`,
    headers: { 'If-Match': `"${version}"` },
    body: JSON.stringify(patch),
  });
  return outcomeOf(answer, account);
}

/** A link by which somebody sets a new password. */
export async function offerPassword(id: string): Promise<Outcome<Offered>> {
  return outcomeOf(await ask({ method: 'POST', path: `/api/accounts/${id}/reset` }), offered);
}

export async function invite(input: InvitationInput): Promise<Outcome<Offered>> {
  return outcomeOf(
    await ask({ method: 'POST', path: '/api/invitations', body: JSON.stringify(input) }),
    offered,
  );
}

export async function withdrawInvitation(id: string): Promise<Outcome<null>> {
  return outcomeOf(await ask({ method: 'DELETE', path: `/api/invitations/${id}` }), z.null());
}

export async function revokeKey(id: string): Promise<Outcome<null>> {
  return outcomeOf(await ask({ method: 'DELETE', path: `/api/keys/${id}` }), z.null());
}
