import { join } from 'node:path';
import { databaseIn } from '@/db/sqlite/open';
import { withAdvice } from '../advice';
import { readSettings } from '../env';
import { type CommandOptions, copyOnTerminal, formatBytes, readArguments } from './copying';

/**
 * `npm run restore -- FILE`: replaces the database with a backup while Chancery is stopped.
 * @throws AppError with one sentence to be shown before exiting with code 1
 */
export const restore = withAdvice(async (options: CommandOptions): Promise<void> => {
  const { file } = readArguments(options, 'npm run restore -- FILE.');
  const { dataDir } = readSettings(options.env, options.root);
  const { events, changes, bytes, previousFile } = await copyOnTerminal({
    kind: 'restore',
    from: file,
    to: databaseIn(dataDir),
    migrations: join(options.root, 'db/sqlite/migrations'),
  });
  const before = previousFile === null ? '' : `; the previous database is kept at ${previousFile}`;
  process.stdout.write(
    `Restored ${events} events and ${changes} changes (${formatBytes(bytes)}) from ${file}${before}\n`,
  );
});
