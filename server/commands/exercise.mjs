import { prepareCommand } from '../prepare/prepare.mjs';
import { checkNode, ownerOnly, root, runCommand } from '../prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  await prepareCommand();
  process.umask(ownerOnly);
  const { exercise } = await import(new URL('../../dist/exercise.mjs', import.meta.url).href);
  await exercise({ args: process.argv.slice(2), env: process.env, root });
});
