import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyOf, datasetOf } from './dataset';

/**
 * A copy of the dataset of this size, once it is on the disk: while gigabytes are still being written back, the
 * first readings of what was copied took three times as long.
 */
export async function settledCopy(size: number): Promise<string> {
  const folder = await copyOf(await datasetOf(size));
  for (const name of await readdir(folder)) {
    const file = await open(join(folder, name), 'r+');
    await file.sync();
    await file.close();
  }
  return folder;
}
