import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { RecordMarking } from '../../model/records/define-record';
import { tlpRank } from '../../model/words';
import { preparedVisibleSql, readerPlaceholders } from '../queries/visible';
import { events } from '../schema/events';
import type { RecordTable } from './table-rows';

const red = tlpRank('red');
const { rank, who, owner } = readerPlaceholders;

/**
 * The SQL equivalent of `visible` with `markingOf` for a row of this table; the statement runs with `readerParams`. The
 * table needs the columns by which its marking is judged: `tlp` (a rank) and `createdBy`, and `recipients` (JSON) if it
 * has any; `eventId`; or `createdBy` and `shared`.
 */
export function visibleRecordSql(marking: RecordMarking, table: RecordTable): SQL {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const column = (name: string) => {
    const found = columns[name];
    if (!found) throw new Error(`A table with the marking ${marking} needs the column ${name}`);
    return found;
  };
  const isReader = (id: SQL | SQLiteColumn) => sql`${id} in (${who}, ${owner})`;
  switch (marking) {
    case 'public':
    // The role is checked before the query runs.
    case 'role':
      return sql`true`;
    case 'own': {
      const { recipients } = columns;
      const isNamed = recipients
        ? sql` or exists (select 1 from json_each(${recipients}) where ${isReader(sql`value`)})`
        : sql``;
      const tlp = column('tlp');
      return sql`(${tlp} <= ${rank} or (${tlp} = ${red} and (${isReader(column('createdBy'))}${isNamed})))`;
    }
    case 'ofEvent':
      return sql`exists (select 1 from ${events}
        where ${events.id} = ${column('eventId')} and ${events.isDeleted} = 0 and ${preparedVisibleSql()})`;
    case 'owner':
      return sql`(${column('shared')} = 1 or ${isReader(column('createdBy'))})`;
  }
}
