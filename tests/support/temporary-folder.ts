import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** A container may have only 64 MB; two servers with their logs and some copies need a tenth of this. */
const roomBytes = 1_073_741_824;

/** Folders are in memory if there is enough, except in tests of durability. */
function baseOfFolders(): string {
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= roomBytes ? memory : tmpdir();
}

/** Creates a folder that may be in memory; the caller removes it. */
export function makeTemporaryFolder(name = 'chancery'): Promise<string> {
  return mkdtemp(join(baseOfFolders(), `${name}-`));
}
