import { databaseIn } from '@/db/sqlite/open';
import { withAdvice } from '../advice';
import { readSettings } from '../env';
import { type CommandOptions, copyOnTerminal, formatBytes, readArguments } from './copying';

/**
 * `npm run backup -- FILE`: saves the current state of the database. Chancery may be running.
 * @throws AppError with one sentence to be shown before exiting with code 1
 */
export const backup = withAdvice(async (options: CommandOptions): Promise<void> => {
  const { file, isForced } = readArguments(options, 'npm run backup -- FILE (--force replaces it).');
  const from = databaseIn(readSettings(options.env, options.root).dataDir);
  const { events, changes, bytes } = await copyOnTerminal({ kind: 'backup', from, to: file, isForced });
  process.stdout.write(`Saved ${events} events and ${changes} changes (${formatBytes(bytes)}) to ${file}\n`);
});
