import { statSync } from 'node:fs';
import { type JournalFault, verifyJournal } from '../audit/verify-journal';
import type { Connection } from '../client';
import { refusalOf } from './copy-refusals';
import type { CopyTask, Holdings } from './copy-task';

/**
 * Looks at everything that can be told of a copy of a database: the file, its references, its text indexes
 * and the journal from its first row. The connection must be able to write, though nothing is written: FTS5
 * takes its check as an insert.
 * @throws AppError 'unavailable' with the first thing that is wrong, told of what `task` copies.
 */
export function verify(connection: Connection, task: Pick<CopyTask, 'kind' | 'from'>): Holdings {
  if (!isChancery(connection)) throw refusalOf(task, 'is not a database of Chancery');
  const broken = damageOf(connection);
  if (broken !== null) throw refusalOf(task, `is damaged (${broken})`);
  const fault = verifyJournal(connection);
  if (fault !== null) throw refusalOf(task, `is damaged or was tampered with (${sayFault(fault)})`);
  const count = (query: string) => connection.prepare<[], number>(query).pluck().get() ?? 0;
  return {
    events: count('select count(*) from events where is_deleted = 0'),
    changes: count('select coalesce(max(seq), 0) from changes'),
    bytes: statSync(connection.name).size,
  };
}

/** Are the tables of Chancery in it? */
export function isChancery(connection: Connection): boolean {
  const found = connection
    .prepare<[], number>(
      `select count(*) from sqlite_schema where type = 'table' and name in ('migrations', 'meta', 'events', 'changes')`,
    )
    .pluck()
    .get();
  return found === 4;
}

function damageOf(connection: Connection): string | null {
  const found = connection.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') return String(found);
  const orphan = connection.prepare<[], string>('select "table" from pragma_foreign_key_check').pluck().get();
  if (orphan !== undefined) return `a row of ${orphan} refers to what is not there`;
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

function sayFault({ seq, what }: JournalFault): string {
  return `change ${seq} of its journal is ${what}`;
}
