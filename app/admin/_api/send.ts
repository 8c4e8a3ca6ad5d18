import * as z from 'zod';
import {
  type Account,
  type AccountInput,
  account,
  type Invitation,
  type InvitationInput,
  invitation,
} from '@/db/model/access/account';
import { ifMatch, type Outcome, write } from '../../_api/write';

const createdLink = z.object({ ...invitation.shape, url: z.string() });
/** An invitation or password link, returned only once. */
export type CreatedLink = Invitation & { url: string };

export function changeAccount(
  { id, version }: Pick<Account, 'id' | 'version'>,
  patch: AccountInput,
): Promise<Outcome<Account>> {
  return write(
    {
      method: 'PATCH',
      path: `/api/accounts/${id}`,
      headers: ifMatch({ version }),
      body: JSON.stringify(patch),
    },
    account,
  );
}

/** Creates a link for setting a new password. */
export function createPasswordLink(id: string): Promise<Outcome<CreatedLink>> {
  return write({ method: 'POST', path: `/api/accounts/${id}/reset` }, createdLink);
}

export function invite(input: InvitationInput): Promise<Outcome<CreatedLink>> {
  return write({ method: 'POST', path: '/api/invitations', body: JSON.stringify(input) }, createdLink);
}

export function withdrawInvitation(id: string): Promise<Outcome<null>> {
  return write({ method: 'DELETE', path: `/api/invitations/${id}` }, z.null());
}

export function revokeDisplay(id: string): Promise<Outcome<null>> {
  return write({ method: 'DELETE', path: `/api/display-links/${id}` }, z.null());
}

export function revokeKey(id: string): Promise<Outcome<null>> {
  return write({ method: 'DELETE', path: `/api/keys/${id}` }, z.null());
}
