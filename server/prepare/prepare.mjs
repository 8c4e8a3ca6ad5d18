import { join } from 'node:path';
import { build, hasOutputs, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { root } from './step.mjs';

const lock = join(root, 'dist', 'preparing.lock');

/** Installs what is missing. */
export async function prepareModules() {
  if (isInstalled()) return;
  await withLock(lock, async () => {
    if (!isInstalled()) await install();
  });
}

/** Installs what is missing and builds what is stale. */
export async function prepareProgram() {
  await prepareModules();
  if (isBuilt()) return;
  await withLock(lock, async () => {
    if (!isBuilt()) await build();
  });
}

/**
 * For a command that may run beside the server: what is built is used as it is, because to build anew would
 * take the pages from under that.
 */
export async function prepareCommand() {
  if (!hasOutputs()) await prepareProgram();
}
