import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** In a container it may be 64 MB; two servers with their logs and a few copies need a tenth of this. */
const roomBytes = 1_073_741_824;

/** Where folders lie whose durability is nobody's subject: in memory, where there is enough. */
function baseOfFolders(): string {
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= roomBytes ? memory : tmpdir();
}

/** A new folder that is not kept durably; whoever makes it removes it. */
export function makeTemporaryFolder(name = 'chancery'): Promise<string> {
  return mkdtemp(join(baseOfFolders(), `${name}-`));
}
