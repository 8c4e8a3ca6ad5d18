import { statSync } from 'node:fs';
import { failure } from '../../model/errors';
import { verifyJournal } from '../audit/verify-journal';
import type { Connection } from '../client';
import type { CopyTask, DatabaseSummary } from './copy-task';

/**
 * Verifies a copy of a database: the file, its foreign keys, its text indexes and the whole journal. The connection
 * must be writable, though nothing is written, because FTS5 runs its integrity check as an insert.
 * @throws AppError with the first problem
 */
export function verifyCopy(
  connection: Connection,
  { kind, from }: Pick<CopyTask, 'kind' | 'from'>,
): DatabaseSummary {
  if (!isChanceryDatabase(connection)) throw failure(`${kind}-not-ours`, { file: from });
  const damage = findDamage(connection);
  if (damage !== null) throw failure(`${kind}-corrupt`, { file: from, damage });
  const fault = verifyJournal(connection);
  if (fault !== null) throw failure(`${kind}-tampered`, { file: from, seq: fault.seq, what: fault.what });
  const count = (query: string) => connection.prepare<[], number>(query).pluck().get() ?? 0;
  return {
    events: count('select count(*) from events where is_deleted = 0'),
    changes: count('select coalesce(max(seq), 0) from changes'),
    bytes: statSync(connection.name).size,
  };
}

export function isChanceryDatabase(connection: Connection): boolean {
  const found = connection
    .prepare<[], number>(
      `select count(*) from sqlite_schema where type = 'table' and name in ('migrations', 'meta', 'events', 'changes')`,
    )
    .pluck()
    .get();
  return found === 4;
}

function findDamage(connection: Connection): string | null {
  const found = connection.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') return String(found);
  const orphan = connection.prepare<[], string>('select "table" from pragma_foreign_key_check').pluck().get();
  if (orphan !== undefined) return `a row of ${orphan} has a broken reference`;
  const indexes = connection
    .prepare<[], string>(
      `select name from sqlite_schema where type = 'table' and sql like 'create virtual table%using fts5%'`,
    )
    .pluck()
    .all();
  for (const index of indexes) {
    try {
      connection.exec(`insert into "${index}" ("${index}") values ('integrity-check')`);
    } catch {
      return `the text index ${index} is malformed`;
    }
  }
  return null;
}
