import { eq } from 'drizzle-orm';
import { isSame } from '../../model/journal/history';
import { tlps } from '../../model/words';
import { type Connection, createDb } from '../client';
import { missionId } from '../commands/missions';
import { missions } from '../schema/reference';
import { parseJson } from './parse-json';
import type { RecordCheck, ReportFault } from './verify-records';

const pageSize = 500;
const kinds = [
  { type: 'mission', table: 'missions' },
  { type: 'actor', table: 'actors' },
  { type: 'visit', table: 'visits' },
] as const;

type Kind = (typeof kinds)[number]['type'];
type Row = { n: number; id: string; version: number } & Record<string, unknown>;
type Entry = { seq: number; body: string | null; createdBy: string };

/** Compares missions, actors and visits with the journal, in order of their rows. */
export function createReferenceCheck(connection: Connection, report: ReportFault): RecordCheck {
  const db = createDb(connection);
  const lastEntry = connection.prepare<[string, Kind], Entry>(
    `select seq, body, created_by createdBy from changes where record_id = ? and type = ? order by seq desc limit 1`,
  );
  const tables = kinds.map(({ type, table }) => ({
    type,
    rows: connection.prepare<[number], Row>(
      `select * from ${table} where n > ? order by n limit ${pageSize}`,
    ),
    missing: connection.prepare<[], { id: string; seq: number }>(
      `select record_id id, seq from changes c where type = '${type}' and body is not null
        and not exists (select 1 from ${table} where id = c.record_id)
        and not exists (select 1 from changes d
          where d.record_id = c.record_id and d.type = c.type and d.seq > c.seq)`,
    ),
  }));
  let table = 0;
  let after = 0;

  function nextPage(): number {
    for (let current = tables[table]; current; current = tables[table]) {
      const page = current.rows.all(after);
      for (const row of page) check(current.type, row);
      after = page.at(-1)?.n ?? 0;
      if (page.length > 0) return page.length;
      table += 1;
    }
    return 0;
  }

  function check(type: Kind, row: Row): void {
    const last = lastEntry.get(row.id, type);
    const fault = { type, name: row.id, seq: last?.seq ?? null } as const;
    if (!last) {
      if (type !== 'mission' || !isUneditedSeed(row)) report({ ...fault, what: 'unknown', parts: [] });
      return;
    }
    const parts = last.body === null ? ['deleted'] : differences(type, row, last);
    if (parts.length > 0) report({ ...fault, what: 'changed', parts });
  }

  /** Is it as the first start seeded it? Seeding does not journal missions. */
  function isUneditedSeed({ n, id, version }: Row): boolean {
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

/** Fields that were introduced after the entry are not in it, and are not compared. */
function differences(type: Kind, row: Row, { body, createdBy }: Entry): string[] {
  const fields = Object.entries(Object(parseJson(body ?? '')));
  const parts = fields.flatMap(([name, value]) => (isSame(fieldOf(type, row, name), value) ? [] : [name]));
  return type === 'visit' && row.created_by !== createdBy ? [...parts, 'createdBy'] : parts;
}

/** The value of a field, from its column. */
function fieldOf(type: Kind, row: Row, field: string): unknown {
  const value = row[field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
  if (field === 'aliases') return parseJson(String(value));
  return type === 'visit' && field === 'tlp' ? tlps[Number(value)] : value;
}
