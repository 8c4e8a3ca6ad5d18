import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Cron } from 'croner';
import { timestampForFileName } from '@/db/model/values/moment';
import type { Store } from '@/db/store';
import type { StoreBackup } from '@/db/store-housekeeping';
import type { BackupSettings } from '../env';
import type { Logger } from '../log';

/** Only files with this prefix are ever removed: nothing else creates such names. */
const prefix = 'chancery-scheduled-';
const backupName = /^chancery-scheduled-\d{8}T\d{9}Z\.db$/;

export type Backups = {
  schedule: string;
  /** The last scheduled backup, also from before a restart; null if there is none. */
  last(): Promise<{ at: string; hasSucceeded: boolean } | null>;
  close(): Promise<void>;
};

/**
 * Backs up the store on a schedule. A run is skipped while the previous one is still running.
 * Failures are logged, and earlier backups are kept.
 */
export function startBackups(
  { schedule, folder, keep }: BackupSettings,
  { store: { backup }, log }: { store: Pick<Store, 'backup'>; log: Logger },
): Backups {
  const closing = new AbortController();
  let running: Promise<void> | undefined;
  let latest: { at: string; hasSucceeded: boolean } | null = null;

  async function backUp(): Promise<void> {
    const name = `${prefix}${timestampForFileName(Date.now())}.db`;
    try {
      await mkdir(folder, { recursive: true });
      const to = join(folder, name);
      const saved = await backup.save(to, closing.signal);
      await removeOld(folder, name, { keep, isIncomplete: backup.isIncomplete });
      log.info({ file: to, ...saved }, 'Backup saved');
      latest = { at: new Date().toISOString(), hasSucceeded: true };
    } catch (error) {
      if (closing.signal.aborted) return;
      log.error({ err: error, folder }, 'The scheduled backup failed');
      latest = { at: new Date().toISOString(), hasSucceeded: false };
    }
  }

  const timer = new Cron(schedule, { protect: true }, () => {
    running = backUp();
    return running;
  });
  return {
    schedule,
    last: async () => latest ?? (await newestIn(folder)),
    async close() {
      timer.stop();
      closing.abort();
      await running;
    },
  };
}

/** The newest backup in the folder. A file gets its final name only when it is complete. */
async function newestIn(folder: string): Promise<{ at: string; hasSucceeded: true } | null> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => backupName.test(name))
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  const found = await stat(join(folder, newest)).catch(() => null);
  return found && { at: found.mtime.toISOString(), hasSucceeded: true };
}

/**
 * Keeps `keep` backups, always including the new one (the clock may have been set back), and removes incomplete files
 * that a crash has left.
 */
async function removeOld(
  folder: string,
  newest: string,
  { keep, isIncomplete }: Pick<BackupSettings, 'keep'> & Pick<StoreBackup, 'isIncomplete'>,
): Promise<void> {
  const names = await readdir(folder);
  const older = names.filter((name) => backupName.test(name) && name !== newest).sort();
  const surplus = older.slice(0, Math.max(0, older.length + 1 - keep));
  const incomplete = names.filter((name) => name.startsWith(prefix) && isIncomplete(name));
  for (const name of [...surplus, ...incomplete])
    await rm(join(folder, name), { recursive: true, force: true });
}
