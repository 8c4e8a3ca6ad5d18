import { prepareCommand } from '../prepare/prepare.mjs';
import { checkNode, ownerOnly, root, runCommand } from '../prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  await prepareCommand();
  process.umask(ownerOnly);
  const { backup } = await import(new URL('../../dist/backup.mjs', import.meta.url).href);
  await backup({ args: process.argv.slice(2), env: process.env, root });
});
