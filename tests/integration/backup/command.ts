import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export type Command = {
  /** Sends the signal to the command only, as a service manager does. */
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; output: string }>;
};

/** Runs `npm run backup`, `restore`, `audit:verify` or `exercise` on a data folder. */
export function runCommand(
  name: 'backup' | 'restore' | 'audit-verify' | 'exercise',
  dataDir: string,
  ...args: string[]
): Command {
  const program = fileURLToPath(new URL(`../../../server/commands/${name}.mjs`, import.meta.url));
  const { INIT_CWD: _cwd, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: tmpdir(),
    env: { ...env, DATA_DIR: dataDir },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return {
    kill: (signal) => void child.kill(signal),
    ended: once(child, 'close').then(() => ({ code: child.exitCode, output })),
  };
}
