import { createServer } from 'node:http';
import { pino } from 'pino';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { createLive } from '@/server/live/live';
import { createSeal } from '@/server/live/seal';
import { createMetrics } from '@/server/metrics';
import { people } from '../store/records';

const principalHeader = 'x-test-principal';

/**
 * The live feed without the rest of the server, over the test's own store. The handshake of a viewer names their
 * principal; `setRights` changes it. `now` is the clock (ms) of the rounds of `refetch`.
 */
export async function openFeed(store: Store, now?: () => number) {
  const httpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}`;
  const changed = new Map<string, Principal>();
  const lookupsLeft = new Map<string, number>();
  const replacements = new Map<string, Principal>();
  const known = new Map([...people, localPrincipal].map((one) => [one.id, one]));
  const metrics = createMetrics();
  const { epoch, sealKey } = await store.readIdentity();
  const live = await createLive({
    httpServer,
    store,
    seal: createSeal(sealKey),
    epoch,
    log: pino({ level: 'silent' }),
    metrics: metrics.live,
    publicUrl: new URL(url),
    stalledMillis: 30_000,
    allowsOrigin: (origin) => origin === url,
    isDevelopment: false,
    now,
    addressOf: ({ socket }) => socket.remoteAddress ?? '',
    onRefused: () => {},
    identity: {
      createLookup: (headers) => async () => {
        const given = headers instanceof Headers ? headers.get(principalHeader) : headers[principalHeader];
        const id = String(given ?? localPrincipal.id);
        const left = lookupsLeft.get(id);
        if (left === 0) return replacements.get(id) ?? null;
        if (left !== undefined) lookupsLeft.set(id, left - 1);
        return changed.get(id) ?? known.get(id) ?? localPrincipal;
      },
    },
  });
  return {
    url,
    /** The handshake headers of this person. */
    headersOf: (person: Principal) => ({ [principalHeader]: person.id }),
    setRights: (person: Principal, clearance: Principal['clearance']) =>
      changed.set(person.id, { ...person, clearance }),
    /** This person's session ends after so many lookups. */
    endSessionAfter: (person: Principal, lookups: number) => lookupsLeft.set(person.id, lookups),
    /** This person has another clearance after so many lookups. */
    setRightsAfter(person: Principal, lookups: number, clearance: Principal['clearance']) {
      lookupsLeft.set(person.id, lookups);
      replacements.set(person.id, { ...person, clearance });
    },
    metrics: metrics.read,
    async close() {
      await live.close();
      await new Promise((resolve) => httpServer.close(resolve));
    },
  };
}
