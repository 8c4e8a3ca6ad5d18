import type { IncomingHttpHeaders } from 'node:http';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Authentication } from '@/db/store-accounts';
import type { Runtime } from '../runtime';
import { createMutex } from '../semaphore';

/**
 * Verifies the codes of second factors, one at a time across all accounts. better-auth checks an account's lock before
 * it counts a wrong code, so many concurrent attempts would all find the account unlocked. A code is accepted once (RFC
 * 6238, 5.2), including the one that confirmed the set-up, and also after a restart, so a code that somebody watched
 * being typed is useless. With a session, codes are only accepted to set up a factor.
 */
export function createCodeVerifier(
  { store, identity }: Pick<Runtime, 'store' | 'identity'>,
  authenticationOf: (response: Response) => Promise<Authentication | null>,
) {
  const runExclusive = createMutex();

  async function verifyCode(
    headers: IncomingHttpHeaders,
    code: string,
    verify: () => Promise<Response>,
  ): Promise<Response> {
    const current = await identity.find(headers);
    if (current?.session) {
      const account = await store.getAccount(systemPrincipal, current.principal.id);
      if (account?.hasSecondFactor) return refused();
    }
    const response = await verify();
    // The new session tells whose code it was: the earlier session may have ended meanwhile, and the code may belong to
    // the second step of another account.
    const opened = await authenticationOf(response);
    if (!opened?.session) return response;
    if (await store.consumeOneTimeCode(systemPrincipal, opened.principal.id, code, Date.now()))
      return response;
    await store.endSession(opened.principal, opened.session);
    return refused();
  }

  return (...given: Parameters<typeof verifyCode>) => runExclusive('codes', () => verifyCode(...given));
}

function refused(): Response {
  return new Response(null, { status: 401 });
}
