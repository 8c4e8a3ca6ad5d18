import { prepareProgram } from '../../server/prepare/prepare.mjs';
import { advice, checkNode, runCommand, runStep } from '../../server/prepare/step.mjs';

/** Each program runs in its own process, bundled like the server, so that no development build is measured. */
const programs = [
  'main',
  'viewers',
  'probe',
  'anonymous',
  'bare/api',
  'bare/directus',
  'bare/live',
  'bare/room',
  'bare/socket',
];

await runCommand(async () => {
  checkNode();
  await prepareProgram();
  const { code: bundled } = await runStep('esbuild', [
    ...programs.map((name) => `tests/bench/${name}.ts`),
    '--bundle',
    '--outbase=tests/bench',
    '--outdir=dist/bench',
    '--out-extension:.js=.mjs',
    '--format=esm',
    '--platform=node',
    '--target=node20',
    '--packages=external',
    '--log-level=warning',
  ]);
  if (bundled !== 0)
    throw advice('The bench could not be bundled: fix the errors that esbuild reports above.');
  const { code } = await runStep(
    process.execPath,
    ['--expose-gc', 'dist/bench/main.mjs', ...process.argv.slice(2)],
    {
      env: { NODE_ENV: 'production' },
    },
  );
  process.exitCode = code ?? 1;
});
