import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, test as runner } from '../live/live-test';

type Command = {
  /** Sends the signal to the command alone, as a service manager would. */
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; output: string }>;
};

type Fixtures = {
  /** A folder of the test's own. */
  folder: string;
  /** Runs `npm run backup` or `npm run restore` on a data folder. */
  command(name: 'backup' | 'restore', dataDir: string, ...args: string[]): Command;
};

/** Playwright's test with a server, viewers of its feed, and the commands that back it up and restore it. */
export const test = runner.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chancery-backup-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  command: async ({}, use) => {
    await use((name, dataDir, ...args) => {
      const program = fileURLToPath(new URL(`../../../server/${name}.mjs`, import.meta.url));
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
    });
  },
});

export { expect };

export function databaseOf(dataDir: string): string {
  return join(dataDir, 'chancery.db');
}

/** Does something with a database's file, beside Chancery. */
export function withDatabase<T>(file: string, work: (connection: Database.Database) => T): T {
  const connection = new Database(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** The titles of the events that a database holds, in order of logging. */
export function titlesIn(file: string): string[] {
  return withDatabase(file, (connection) =>
    connection
      .prepare<[], string>(
        `select json_extract(record, '$.title') from events where is_deleted = 0 order by n`,
      )
      .pluck()
      .all(),
  );
}
