import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processTest as runner } from '../integration/live/live-test';
import { databaseOf } from '../support/database';

type Fixtures = {
  /** A folder of the test's own; with a seed, as a server with it leaves it after its first start. */
  makeFolder(seed?: 'none'): Promise<string>;
};

export const test = runner.extend<Fixtures>({
  // The runner reads it for every test, and it would start a server for those that need none.
  baseURL: undefined,
  makeFolder: async ({ folders }, use) => {
    const made: string[] = [];
    await use(async (seed) => {
      const folder = await mkdtemp(join(tmpdir(), 'chancery-'));
      made.push(folder);
      if (seed) await folders.copy(seed, folder);
      return folder;
    });
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  },
});

/** The digest of the database file, to check that it was not changed. */
export async function digestOf(dataDir: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(databaseOf(dataDir)))
    .digest('hex');
}
