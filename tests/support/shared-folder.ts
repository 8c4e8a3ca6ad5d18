import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from './temporary-folder';

/**
 * A folder that is filled once for all workers of a run, and copied from then on: nobody writes to it.
 * Outside a run it is filled for this process, which leaves it behind.
 */
export async function sharedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const runFolder = process.env.TEST_RUN_FOLDER ?? (await makeTemporaryFolder('chancery-run'));
  const folder = join(runFolder, name);
  if (await exists(folder)) return folder;
  const draft = await mkdtemp(join(runFolder, 'draft-'));
  await fill(draft);
  // Of two workers that fill one at once, the first is taken.
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

function exists(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
