import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { isSame } from '../../model/journal/history';
import type { QueryOfShape, QueryShape, Versioned } from '../../model/records/define-record';
import { parseJson } from '../audit/parse-json';
import type { Db } from '../client';
import { createPrincipalNames } from '../queries/principal-names';
import type { BindingParts } from './record-binding';
import type { RecordTable } from './table-rows';

/** The last entry of a record in the journal that has a body. */
type CheckedEntry = { body: string; createdBy: string; at: number };

export type CheckedRow = {
  n: number;
  id: string;
  version: number;
  /** The fields and columns that differ from the entry. Fields that were introduced after it are not compared. */
  differences(entry: CheckedEntry): string[];
};

/** The rows of a record type, for the comparison with the journal. They may have been edited, and hold anything. */
export type CheckedTable = { name: string; rowsAfter(n: number): CheckedRow[] };

const pageSize = 500;

export function createCheckedTable<
  Input extends object,
  Answer extends Versioned & Input,
  Shape extends QueryShape,
  Table extends RecordTable,
>(
  db: Db,
  { table, toAnswer, columnsOf }: BindingParts<Input, Answer, QueryOfShape<Shape>, Table>,
): CheckedTable {
  const name = getTableName(table);
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const selected = Object.entries(columns).map(([property, column]) => `"${column.name}" as "${property}"`);
  const select = db.$client.prepare<[number], Table['$inferSelect']>(
    `select ${selected.join(', ')} from "${name}" where n > ? order by n limit ${pageSize}`,
  );
  const authorOf = createPrincipalNames(db);

  function differences(row: Table['$inferSelect'], entry: CheckedEntry): string[] {
    try {
      return compare(row, entry);
    } catch {
      // An edited value may not be one that can be read.
      return ['record'];
    }
  }

  function compare(row: Table['$inferSelect'], { body, createdBy, at }: CheckedEntry): string[] {
    const stored: Record<string, unknown> = { ...row };
    const decoded = Object.entries(columns).map(([property, column]) => [
      property,
      decode(column, stored[property]),
    ]);
    const answer = toAnswer(Object.assign(row, Object.fromEntries(decoded)), authorOf);
    const fields: Record<string, unknown> = { ...answer };
    const expected = JSON.parse(body);
    const names = Object.keys(expected);
    const parts = names.filter((field) => !isSame(fields[field], expected[field]));
    const derived = Object.entries(columnsOf({ ...answer, ...expected })).flatMap(([property, value]) => {
      const column = columns[property];
      if (!column || column.dataType === 'json' || names.includes(property)) return [];
      const written = value === null || value === undefined ? null : column.mapToDriverValue(value);
      return written === stored[property] ? [] : [property];
    });
    const metadata = Object.entries({ createdBy, updatedAt: at });
    const written = metadata.filter(([property, value]) => property in columns && stored[property] !== value);
    return [...parts, ...derived, ...written.map(([property]) => property)];
  }

  return {
    name,
    rowsAfter: (after) =>
      select.all(after).map((row) => ({
        n: row.n,
        id: row.id,
        version: row.version,
        differences: (entry) => differences(row, entry),
      })),
  };
}

function decode(column: SQLiteColumn, value: unknown): unknown {
  if (value === null) return null;
  if (column.dataType === 'json') return parseJson(String(value));
  return column.dataType === 'boolean' ? value === 1 : value;
}
