import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failure } from '@/db/model/errors';
import { copy } from '@/db/sqlite/backup/copier-port';
import type { CopyResult } from '@/db/sqlite/backup/copy-task';

export type CommandOptions = {
  args: string[];
  env: Readonly<Record<string, string | undefined>>;
  /** The project's folder. */
  root: string;
};

/**
 * The absolute path of the one FILE argument, and whether --force is given.
 * @throws AppError with the usage of the command
 */
export function readArguments(
  { args, env }: CommandOptions,
  usage: string,
): { file: string; isForced: boolean } {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (file === undefined || file === '' || positionals.length > 1) throw new Error('Not one file');
    // npm runs scripts in the project's folder; INIT_CWD is the folder in which it was called.
    return { file: resolve(env.INIT_CWD ?? '', file), isForced: values.force };
  } catch {
    throw failure('usage-file', { usage });
  }
}

/** Copies and shows the progress on the terminal. Ctrl-C cancels it and ends the program with exit code 130. */
export async function copyOnTerminal(task: Parameters<typeof copy>[0]): Promise<CopyResult> {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel);
  const { write, clear } = createLine();
  try {
    return await copy(task, {
      signal: cancelling.signal,
      onProgress: (done) => write(done < 1 ? `Copying: ${Math.floor(done * 100)} %` : 'Checking the copy.'),
    });
  } catch (error) {
    if (!cancelling.signal.aborted) throw error;
    clear();
    process.stderr.write('Cancelled: nothing was changed.\n');
    return process.exit(130);
  } finally {
    clear();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, cancel);
  }
}

/** A line on the terminal that is overwritten; without a terminal nothing is written. */
function createLine() {
  const show = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  };
  return { write: show, clear: () => show('') };
}

/** 15.2 MB */
export function formatBytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
