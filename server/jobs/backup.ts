import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Cron } from 'croner';
import { copy, isTemporaryCopy } from '@/db/sqlite/backup/copier-port';
import { timestampForFileName } from '@/db/sqlite/backup/copy-file';
import type { BackupSettings } from '../env';
import type { Logger } from '../log';

/** Names that this job alone gives: only such files are ever removed. */
const prefix = 'chancery-scheduled-';
const own = /^chancery-scheduled-\d{8}T\d{9}Z\.db$/;

export type Backups = {
  schedule: string;
  /** The last one of the schedule, of this run or an earlier one; null where there is none. */
  last(): Promise<{ at: string; hasSucceeded: boolean } | null>;
  close(): Promise<void>;
};

/**
 * Backs the database up by the clock, in a process of its own, one at a time; a moment that comes while the
 * last one runs is passed over. A failure is logged, and the earlier backups stay.
 */
export function startBackups(
  { schedule, folder, keep }: BackupSettings,
  { database, log }: { database: string; log: Logger },
): Backups {
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let latest: { at: string; hasSucceeded: boolean } | null = null;

  async function backUp(): Promise<void> {
    const name = `${prefix}${timestampForFileName(Date.now())}.db`;
    try {
      await mkdir(folder, { recursive: true });
      const to = join(folder, name);
      const saved = await copy(
        { kind: 'backup', from: database, to, isForced: false },
        { signal: closing.signal },
      );
      await removeOld(folder, name, keep);
      log.info({ file: to, ...saved }, 'Backup saved');
      latest = { at: new Date().toISOString(), hasSucceeded: true };
    } catch (error) {
      if (closing.signal.aborted) return;
      log.error({ err: error, folder }, 'The scheduled backup failed');
      latest = { at: new Date().toISOString(), hasSucceeded: false };
    }
  }

  const clock = new Cron(schedule, { protect: true }, () => {
    running = backUp();
    return running;
  });
  return {
    schedule,
    last: async () => latest ?? (await newestIn(folder)),
    async close() {
      clock.stop();
      closing.abort();
      await running;
    },
  };
}

/** Of a run before this one: a file has its name once it is whole. */
async function newestIn(folder: string): Promise<{ at: string; hasSucceeded: true } | null> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => own.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  const found = await stat(join(folder, newest)).catch(() => null);
  return found && { at: found.mtime.toISOString(), hasSucceeded: true };
}

/** Keeps so many, the new one among them, whatever the clock called it; and clears what a crash left half made. */
async function removeOld(folder: string, newest: string, keep: number): Promise<void> {
  const names = await readdir(folder);
  const older = names.filter((name) => own.test(name) && name !== newest).sort();
  const surplus = older.slice(0, Math.max(0, older.length + 1 - keep));
  const drafts = names.filter((name) => name.startsWith(prefix) && isTemporaryCopy(name));
  for (const name of [...surplus, ...drafts]) await rm(join(folder, name), { recursive: true, force: true });
}
