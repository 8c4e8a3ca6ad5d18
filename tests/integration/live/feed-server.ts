import { createServer } from 'node:http';
import { pino } from 'pino';
import { localPrincipal, type Principal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { createLive } from '@/server/live/live';
import { createSeal } from '@/server/live/seal';
import { createMetrics } from '@/server/metrics';
import { people } from '../store/records';

const who = 'x-test-who';

/**
 * The live feed alone, over a store that the test holds in its hands. A viewer is the person whose id his
 * handshake bears; `rights` changes what he may see from then on.
 */
export async function openFeed(store: Store) {
  const httpServer = createServer();
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}`;
  const changed = new Map<string, Principal>();
  const looksLeft = new Map<string, number>();
  const afterwards = new Map<string, Principal>();
  const known = new Map([...people, localPrincipal].map((one) => [one.id, one]));
  const metrics = createMetrics();
  const live = await createLive({
    httpServer,
    store,
    seal: createSeal(store.sealKey),
    log: pino({ level: 'silent' }),
    metrics: metrics.live,
    publicUrl: new URL(url),
    stalledMillis: 30_000,
    allowsOrigin: (origin) => origin === url,
    isDevelopment: false,
    addressOf: ({ socket }) => socket.remoteAddress ?? '',
    onRefused: () => {},
    identity: {
      follow: (headers) => () => {
        const given = headers instanceof Headers ? headers.get(who) : headers[who];
        const id = String(given ?? localPrincipal.id);
        const left = looksLeft.get(id);
        if (left === 0) return afterwards.get(id) ?? null;
        if (left !== undefined) looksLeft.set(id, left - 1);
        return changed.get(id) ?? known.get(id) ?? localPrincipal;
      },
    },
  });
  return {
    url,
    /** Headers of the handshake of this person. */
    as: (person: Principal) => ({ [who]: person.id }),
    setRights: (person: Principal, clearance: Principal['clearance']) =>
      changed.set(person.id, { ...person, clearance }),
    /** The next viewer of this person is known so many times, and then by nothing more. */
    endAfter: (person: Principal, looks: number) => looksLeft.set(person.id, looks),
    /** The same, and then with this clearance. */
    setRightsAfter(person: Principal, looks: number, clearance: Principal['clearance']) {
      looksLeft.set(person.id, looks);
      afterwards.set(person.id, { ...person, clearance });
    },
    /** What the server has counted. */
    figures: metrics.read,
    async close() {
      await live.close();
      await new Promise((resolve) => httpServer.close(resolve));
    },
  };
}
