import { prepareCommand } from '../prepare/prepare.mjs';
import { checkNode, ownerOnly, root, runCommand } from '../prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  await prepareCommand();
  process.umask(ownerOnly);
  const { restore } = await import(new URL('../../dist/restore.mjs', import.meta.url).href);
  await restore({ args: process.argv.slice(2), env: process.env, root });
});
