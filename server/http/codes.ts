import type { IncomingHttpHeaders } from 'node:http';
import { systemPrincipal } from '@/db/model/principal';
import type { Access } from '@/db/store';
import { createLanes } from '../auth/lanes';
import type { Runtime } from '../runtime';

/** How long an authenticator's code is taken: its half minute, the one before and the one after (ms). */
const lifeMillis = 90_000;

/**
 * Tries codes of second factors one at a time, whoever's they are: better-auth looks at an account's lock before it
 * counts a wrong code, so of many that come together each would find it open. A code lets in once (RFC 6238, 5.2):
 * whoever saw it typed has nothing of it. With a session, codes are for setting up a factor and nothing else.
 */
export function createCodes(
  { store, identity }: Pick<Runtime, 'store' | 'identity'>,
  accessOf: (answered: Response) => Access | null,
) {
  const inLane = createLanes();
  const used = new Map<string, number>();

  function isUsed(personId: string, code: string, now: number): boolean {
    for (const [key, at] of used) if (at + lifeMillis < now) used.delete(key);
    const key = `${personId} ${code}`;
    if (used.has(key)) return true;
    used.set(key, now);
    return false;
  }

  async function tryCode(
    headers: IncomingHttpHeaders,
    code: string,
    ask: () => Promise<Response>,
  ): Promise<Response> {
    const before = identity.find(headers);
    if (before?.session) {
      const account = await store.getAccount(systemPrincipal, before.principal.id);
      return account?.hasSecondFactor ? refused() : ask();
    }
    const answered = await ask();
    const opened = accessOf(answered);
    if (!opened?.session || !isUsed(opened.principal.id, code, Date.now())) return answered;
    await store.endSession(opened.principal, opened.session);
    return refused();
  }

  return (...given: Parameters<typeof tryCode>) => inLane('codes', 1, () => tryCode(...given));
}

function refused(): Response {
  return new Response(null, { status: 401 });
}
