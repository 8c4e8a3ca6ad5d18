import { ownerOnly, root, runCommand } from './prepare/step.mjs';

await runCommand(async () => {
  // In this process, so that the server gets its signals and sets its exit code.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  process.chdir(root);
  process.umask(ownerOnly);
  const { serve } = await import(new URL('../dist/server.mjs', import.meta.url).href);
  await serve({ env: process.env, root, isDevelopment: false });
});
// Open handles of a failed start must not keep the process alive.
if (process.exitCode) process.exit();
