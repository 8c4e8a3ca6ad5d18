import { join } from 'node:path';
import { build, hasOutputs, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { root } from './step.mjs';

const lock = join(root, 'dist', 'preparing.lock');

/** Installs packages that are missing. */
export async function prepareModules() {
  if (isInstalled()) return;
  await withLock(lock, async () => {
    if (!isInstalled()) await install();
  });
}

/** Installs packages that are missing, and builds the program if its files have changed. */
export async function prepareProgram() {
  await prepareModules();
  if (isBuilt()) return;
  await withLock(lock, async () => {
    if (!isBuilt()) await build();
  });
}

/**
 * For commands that may run beside the server. An existing build is used, even an older one, because a new build would
 * replace the files of the running server.
 */
export async function prepareCommand() {
  if (!hasOutputs()) await prepareProgram();
}
