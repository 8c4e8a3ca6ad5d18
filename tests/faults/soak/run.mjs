import { prepareProgram } from '../../../server/prepare/prepare.mjs';
import { checkNode, runCommand, runStep } from '../../../server/prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  await prepareProgram();
  const { code } = await runStep('tsx', ['tests/faults/soak/main.ts', ...process.argv.slice(2)], {
    env: { NODE_ENV: 'test' },
  });
  process.exitCode = code ?? 1;
});
