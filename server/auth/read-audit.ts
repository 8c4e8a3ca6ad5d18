import type { AuditEntry } from '@/db/model/access/account';
import type { Principal } from '@/db/model/access/principal';
import type { Page } from '@/db/page';
import type { Store } from '@/db/store';
import type { AuditQuery } from '@/db/store-accounts';

const recordIntervalMillis = 60_000;

export type ReadAudit = (who: Principal, query: AuditQuery) => Promise<Page<AuditEntry>>;

/**
 * Reads the audit and records that it was read, at most once a minute per reader: a page that is left open would
 * otherwise fill the log.
 */
export function createReadAudit(store: Pick<Store, 'listAudit' | 'logAccess'>): ReadAudit {
  const lastRecorded = new Map<string, number>();

  function recordReading(who: Principal, { type }: AuditQuery): Promise<void> {
    return store.logAccess(who, { what: 'read-audit', accountId: who.id, details: { type } });
  }

  return async (who, query) => {
    const page = await store.listAudit(who, query);
    const now = performance.now();
    const last = lastRecorded.get(who.id);
    if (last === undefined || now - last >= recordIntervalMillis) {
      lastRecorded.set(who.id, now);
      await recordReading(who, query).catch((error: unknown) => {
        lastRecorded.delete(who.id);
        throw error;
      });
    }
    return page;
  };
}
