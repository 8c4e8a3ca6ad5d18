import { prepareCommand } from '../prepare/prepare.mjs';
import { checkNode, root, runCommand } from '../prepare/step.mjs';

await runCommand(async () => {
  checkNode();
  await prepareCommand();
  const { auditVerify } = await import(new URL('../../dist/audit-verify.mjs', import.meta.url).href);
  await auditVerify({ args: process.argv.slice(2), env: process.env, root });
});
