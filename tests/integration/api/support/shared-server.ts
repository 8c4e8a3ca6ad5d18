import { rm } from 'node:fs/promises';
import * as z from 'zod';
import { test as ownServer } from '../../../fixtures';
import type { Api } from '../../../support/api';
import type { TestServer } from '../../../support/server';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

/**
 * One server for all tests of a worker, because starting one takes most of a short test's time. The tests may
 * only rely on their own records.
 */
export const test = ownServer.extend<object, { shared: TestServer }>({
  shared: [
    async ({ host, folders }, use) => {
      const dataDir = await makeTemporaryFolder();
      await folders.copy('none', dataDir);
      const server = await host.start({ dataDir, seed: 'none' });
      await use(server);
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
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
