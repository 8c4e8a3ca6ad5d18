import { rm } from 'node:fs/promises';
import { makeTemporaryFolder } from './temporary-folder';

/** Creates a folder that all workers of a run share, and removes it at the end. */
export default async function prepareRun(): Promise<() => Promise<void>> {
  const folder = await makeTemporaryFolder('chancery-run');
  process.env.TEST_RUN_FOLDER = folder;
  return () => rm(folder, { recursive: true, force: true });
}
