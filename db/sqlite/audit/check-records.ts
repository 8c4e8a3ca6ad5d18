import { eq } from 'drizzle-orm';
import { type RecordType, records } from '../../model/records/record-types';
import { type Connection, createDb } from '../client';
import { clockOf } from '../journal/history';
import { createLastEntries } from '../journal/last-entries';
import { missionId } from '../records/missions';
import { recordBindings } from '../records/record-bindings';
import type { CheckedRow } from '../records/record-check';
import { missions } from '../schema/reference';
import type { RecordCheck, ReportFault } from './verify-records';

/** Compares the records of every type beside events with the journal, in order of their rows. */
export function createRecordsCheck(connection: Connection, report: ReportFault): RecordCheck {
  const db = createDb(connection);
  const { lastEntry } = createLastEntries(db);
  const tables = Object.values(records).map(({ type }) => {
    const { name, rowsAfter } = recordBindings[type].checkedTable(db);
    const missing = connection.prepare<[], { id: string; seq: number }>(
      `select record_id id, seq from changes c where type = '${type}' and body is not null
        and not exists (select 1 from "${name}" where id = c.record_id)
        and not exists (select 1 from changes d
          where d.record_id = c.record_id and d.type = c.type and d.seq > c.seq)`,
    );
    return { type, rowsAfter, missing };
  });
  let table = 0;
  let after = 0;

  function nextPage(): number {
    for (let current = tables[table]; current; current = tables[table]) {
      const page = current.rowsAfter(after);
      for (const row of page) check(current.type, row);
      after = page.at(-1)?.n ?? 0;
      if (page.length > 0) return page.length;
      table += 1;
    }
    return 0;
  }

  function check(type: RecordType, row: CheckedRow): void {
    const last = lastEntry(type, row.id);
    const fault = { type, name: row.id, seq: last?.seq ?? null } as const;
    if (!last) {
      if (type !== 'mission' || !isUneditedSeed(row)) report({ ...fault, what: 'unknown', parts: [] });
      return;
    }
    const { body, createdBy } = last;
    const parts = body === null ? ['deleted'] : row.differences({ body, createdBy, at: clockOf(last) });
    if (parts.length > 0) report({ ...fault, what: 'changed', parts });
  }

  /** Is it as the first start seeded it? Seeding does not journal missions. */
  function isUneditedSeed({ n, id, version }: CheckedRow): boolean {
    const { wikidata, sending, host, type, city } = missions;
    const key = db
      .select({ wikidata, sending, host, type, city })
      .from(missions)
      .where(eq(missions.n, n))
      .get();
    return version === 1 && key !== undefined && missionId(key) === id;
  }

  function findOrphans(): void {
    for (const { type, missing } of tables) {
      for (const { id, seq } of missing.iterate())
        report({ type, name: id, what: 'missing', seq, parts: [] });
    }
  }

  return { nextPage, findOrphans };
}
