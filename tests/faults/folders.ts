import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { processTest as runner } from '../integration/live/live-test';
import { databaseOf } from '../support/database';
import { makeTemporaryFolder } from '../support/temporary-folder';

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
      // In memory: a killed process loses nothing that it has written there either.
      const folder = await makeTemporaryFolder();
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
