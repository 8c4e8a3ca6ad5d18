import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressFiles } from './compress.mjs';
import { advice, root, runStep } from './step.mjs';

const inputs = [
  'app',
  'server',
  'db',
  'public',
  'next.config.js',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const outputs = [
  '.next/BUILD_ID',
  ...[
    'server',
    'writer',
    'indexer',
    'reader',
    'checkpointer',
    'copier',
    'reading-thread',
    'backup',
    'restore',
    'audit-verify',
    'exercise',
  ].map((name) => `dist/${name}.mjs`),
];
/**
 * Packages that are not bundled: native ones, data that is loaded on demand, Next, and CommonJS packages, which `require`
 * modules that an ES module bundle cannot provide. Bundling the others saves opening 1,500 files and a third of the time
 * of a start.
 */
const unbundled = [
  '@fastify/swagger',
  '@mozilla/readability',
  '@node-rs/argon2',
  '@zxcvbn-ts/language-common',
  'better-sqlite3',
  'fastify',
  'fastify-type-provider-zod',
  'ipaddr.js',
  'linkedom',
  'next',
  'pino',
  'prom-client',
  'socket.io',
  'undici',
];
const stamp = join(root, 'dist', 'content.sha256');

/** Was the build created from the current files? Their content is compared, not their times. */
export function isBuilt() {
  return hasOutputs() && existsSync(stamp) && readFileSync(stamp, 'utf8') === contentHash();
}

/** Is there a build, possibly of older files? */
export function hasOutputs() {
  return outputs.every((file) => existsSync(join(root, file)));
}

export async function build() {
  console.log('Building.');
  const hash = contentHash();
  rmSync(stamp, { force: true });
  await buildStep('next', ['build']);
  await buildStep('esbuild', [
    'server=server/index.ts',
    'writer=db/sqlite/threads/writer.ts',
    'indexer=db/sqlite/threads/indexer.ts',
    'reader=db/sqlite/threads/reader.ts',
    'checkpointer=db/sqlite/threads/checkpointer.ts',
    'copier=db/sqlite/backup/copier.ts',
    'reading-thread=server/extract/reading-thread.ts',
    'backup=server/commands/backup.ts',
    'restore=server/commands/restore.ts',
    'audit-verify=server/commands/audit-verify.ts',
    'exercise=server/commands/exercise.ts',
    '--bundle',
    '--outdir=dist',
    '--out-extension:.js=.mjs',
    '--format=esm',
    '--platform=node',
    '--target=node20',
    ...unbundled.map((name) => `--external:${name}`),
    '--main-fields=module,main',
    '--sourcemap',
    '--log-level=warning',
  ]);
  await compressFiles(join(root, '.next', 'static'));
  // The hash from before the build, so that files edited meanwhile are built at the next start.
  writeFileSync(stamp, hash);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
async function buildStep(program, args) {
  const { code, signal } = await runStep(program, args, { env: { NODE_ENV: 'production' } });
  if (code === 0) return;
  throw advice(
    signal === 'SIGKILL'
      ? `The build was killed in ${program}, probably because memory ran out: free 2 GB and run the command again.`
      : `The build failed in ${program}: fix the errors in its output above and run the command again.`,
  );
}

function contentHash() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesUnder)) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Sorted, without documents and files of editors and operating systems (.swp, .DS_Store, ~).
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !name.startsWith('.') && !name.endsWith('~') && !name.endsWith('.md'))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
