import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFolder, datasetOf } from './dataset';

/**
 * A copy of the dataset that is flushed to disk: while gigabytes are still being written back, the first
 * measurements took three times as long.
 */
export async function copyDataset(size: number): Promise<string> {
  const folder = await copyFolder(await datasetOf(size));
  for (const name of await readdir(folder)) {
    const file = await open(join(folder, name), 'r+');
    await file.sync();
    await file.close();
  }
  return folder;
}
