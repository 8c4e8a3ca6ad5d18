import { access, mkdir, mkdtemp, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTemporaryFolder } from './temporary-folder';

/**
 * A folder that one worker fills for all workers of a run, and that is copied from then on: nobody writes to it.
 * Outside a run it is filled for this process, which leaves it behind.
 */
export async function sharedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const runFolder = process.env.TEST_RUN_FOLDER ?? (await makeTemporaryFolder('chancery-run'));
  const folder = join(runFolder, name);
  const filling = `${folder}.filling`;
  while (!(await exists(folder))) {
    // The workers start together, and seeding takes three seconds of processor time.
    if (!(await isCreated(filling))) {
      await pause(50);
      continue;
    }
    try {
      // Another worker may have filled it in between.
      if (await exists(folder)) continue;
      const draft = await mkdtemp(join(runFolder, 'draft-'));
      await fill(draft);
      await rename(draft, folder);
    } finally {
      await rmdir(filling);
    }
  }
  return folder;
}

/** Creates the folder; false if it exists. */
function isCreated(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

function exists(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
