import { prepareModules, prepareProgram } from './prepare/prepare.mjs';
import { checkNode, ownerOnly, runCommand, runStep } from './prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  if (process.argv.includes('--dev')) {
    await prepareModules();
    process.umask(ownerOnly);
    // Next reloads pages; tsx restarts the server when a file of server/ or db/ changes.
    const { code } = await runStep('tsx', ['watch', '--clear-screen=false', 'server/dev.ts'], {
      env: { NODE_ENV: 'development' },
    });
    process.exitCode = code ?? 1;
    return;
  }
  await prepareProgram();
  await import('./serve.mjs');
});
