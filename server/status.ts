import { statfs } from 'node:fs/promises';
import type { Principal } from '@/db/model/access/principal';
import { requireRole } from '@/db/model/access/rights';
import type { Status } from '@/db/model/status';
import { type StatusPart, statusParts } from '@/db/model/words';
import type { Store } from '@/db/store';
import packageJson from '../package.json' with { type: 'json' };
import type { Backups } from './jobs/backup';
import { nodeRelease } from './node-release';

export type ReadStatus = (who: Principal) => Promise<Status>;

type StatusSources = {
  store: Pick<Store, 'findFatalError' | 'readUsage'>;
  dataDir: string;
  backups: Pick<Backups, 'schedule' | 'last'> | null;
  heads: { isFailing(): boolean };
  live: { viewers(): number; isFailing(): boolean };
};

/** Reads the state of the installation. The returned function throws AppError 'forbidden' unless `who` is an administrator. */
export function createReadStatus({ store, dataDir, backups, heads, live }: StatusSources): ReadStatus {
  const startedAt = new Date().toISOString();

  return async (who) => {
    requireRole(who, 'admin');
    const [loss, usage, disk, last] = await Promise.all([
      store.findFatalError(),
      store.readUsage(),
      statfs(dataDir),
      backups?.last() ?? null,
    ]);
    const isFailing: Readonly<Record<StatusPart, boolean>> = {
      store: loss !== null,
      feed: live.isFailing(),
      backups: last?.hasSucceeded === false,
      heads: heads.isFailing(),
    };
    return {
      version: packageJson.version,
      startedAt,
      node: nodeRelease(process.versions.node, Date.now()),
      backup: { schedule: backups?.schedule ?? null, last },
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      database: { bytes: usage.bytes, walBytes: usage.unmergedBytes },
      viewers: live.viewers(),
      waiting: { writer: usage.waiting.writes, reader: usage.waiting.queries },
      failing: statusParts.filter((part) => isFailing[part]),
    };
  };
}
