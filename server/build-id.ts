import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name that Next gave the build in this folder. */
export function readBuildId(root: string): string {
  return readFileSync(join(root, '.next', 'BUILD_ID'), 'utf8').trim();
}
