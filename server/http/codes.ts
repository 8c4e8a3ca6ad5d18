import type { IncomingHttpHeaders } from 'node:http';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Authentication } from '@/db/store-accounts';
import type { Runtime } from '../runtime';
import { createMutex } from '../semaphore';

/**
 * Tries codes of second factors one at a time, whoever's they are: better-auth looks at an account's lock before it
 * counts a wrong code, so of many that come together each would find it open. A code is accepted once (RFC 6238,
 * 5.2), also the one that confirmed the set-up and also across a restart, so one that was watched being typed is
 * useless. With a session, codes are for setting up a factor and nothing else.
 */
export function createCodes(
  { store, identity }: Pick<Runtime, 'store' | 'identity'>,
  accessOf: (answered: Response) => Authentication | null,
) {
  const runExclusive = createMutex();

  async function tryCode(
    headers: IncomingHttpHeaders,
    code: string,
    ask: () => Promise<Response>,
  ): Promise<Response> {
    const before = identity.find(headers);
    if (before?.session) {
      const account = await store.getAccount(systemPrincipal, before.principal.id);
      if (account?.hasSecondFactor) return refused();
    }
    const answered = await ask();
    // Whose code it was, the new session tells: the one of before may have ended meanwhile, and the code may have been
    // for somebody else's second step.
    const opened = accessOf(answered);
    if (!opened?.session) return answered;
    if (await store.consumeOneTimeCode(systemPrincipal, opened.principal.id, code, Date.now()))
      return answered;
    await store.endSession(opened.principal, opened.session);
    return refused();
  }

  return (...given: Parameters<typeof tryCode>) => runExclusive('codes', () => tryCode(...given));
}

function refused(): Response {
  return new Response(null, { status: 401 });
}
