import * as z from 'zod';
import { test as ownServer } from '../../../fixtures';
import type { Api } from '../../../support/api';
import { startServer, type TestServer } from '../../../support/server';

/**
 * One server for all tests of a worker, because starting one takes most of a short test's time. The tests may
 * only rely on their own records.
 */
export const test = ownServer.extend<object, { shared: TestServer }>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    async ({}, use) => {
      const { server, remove } = await startServer({ seed: 'none' });
      await use(server);
      await remove();
    },
    { scope: 'worker' },
  ],
  server: async ({ shared }, use) => use(shared),
});

const eventIds = z.object({ items: z.array(z.object({ id: z.string() })) });

/** The ids of all events, to check that a refused request changed nothing. */
export async function idsOf(api: Api): Promise<string[]> {
  const { body } = await api.get('/api/events?limit=500');
  return eventIds.parse(body).items.map(({ id }) => id);
}
