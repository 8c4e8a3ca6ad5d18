import { ownerOnly, root, runCommand } from './prepare/step.mjs';

await runCommand(async () => {
  // In this process, so that a signal to it reaches the server and its exit code is the server's.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  process.chdir(root);
  process.umask(ownerOnly);
  const { serve } = await import(new URL('../dist/server.mjs', import.meta.url).href);
  await serve({ env: process.env, root, isDevelopment: false });
});
// What a failed start had opened already must not keep the program alive.
if (process.exitCode) process.exit();
