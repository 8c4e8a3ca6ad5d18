import { fillPlaceholders, getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import { type SQLiteColumn, SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '../client';

/** What the kernel knows of a row of any table. `createdBy`, `updatedAt` (ms) and `isExample` are optional columns. */
export type RecordRow = {
  n: number;
  id: string;
  version: number;
  createdBy?: string;
  updatedAt?: number;
  isExample?: boolean;
};
export type RecordTable = SQLiteTable & {
  n: SQLiteColumn;
  id: SQLiteColumn;
  version: SQLiteColumn;
  $inferSelect: RecordRow;
};

const dialect = new SQLiteSyncDialect();

/** Values of a row by property, for INSERT and UPDATE. */
export type RowValues = Readonly<Record<string, unknown>>;

/**
 * Reads and writes the rows of any record table with prepared statements. Drizzle's own builders cannot be typed for a
 * table that is a parameter.
 */
export function createTableRows<Table extends RecordTable>(db: Db, table: Table) {
  type Row = Table['$inferSelect'];
  const columns: [property: string, column: SQLiteColumn][] = Object.entries(getTableColumns(table));
  const selected = sql.join(
    columns.map(([property, column]) => sql`${sql.identifier(column.name)} as ${sql.identifier(property)}`),
    sql`, `,
  );
  const converted = columns.filter(([, { dataType }]) => dataType === 'json' || dataType === 'boolean');

  /** The values of JSON and boolean columns as SQLite returns them become those of the row. */
  function decode(row: Row): Row {
    const values: Record<string, unknown> = { ...row };
    for (const [property, column] of converted) {
      const value = values[property];
      values[property] = value === null ? null : column.mapFromDriverValue(value);
    }
    return Object.assign(row, values);
  }

  /** Placeholders of the query are filled from the parameters of a call. */
  function prepare(query: SQL) {
    const { sql: text, params } = dialect.sqlToQuery(query);
    const statement = db.$client.prepare<unknown[], Row>(text);
    return {
      get(values: Record<string, unknown> = {}): Row | undefined {
        const row = statement.get(...fillPlaceholders(params, values));
        return row && decode(row);
      },
      all(values: Record<string, unknown> = {}): Row[] {
        return statement.all(...fillPlaceholders(params, values)).map(decode);
      },
    };
  }

  function select(where: SQL | undefined, rest: SQL = sql``) {
    return prepare(sql`select ${selected} from ${table} where ${where ?? sql`true`} ${rest}`);
  }

  /** Runs the statement for the given set of columns, of which a table has one or two. */
  function write(
    statements: Map<string, ReturnType<typeof prepare>>,
    values: RowValues,
    queryOf: (given: [string, SQLiteColumn][]) => SQL,
  ): Row {
    const given = columns.filter(([property]) => values[property] !== undefined);
    const key = given.map(([property]) => property).join();
    const statement = statements.get(key) ?? prepare(queryOf(given));
    statements.set(key, statement);
    const written = statement.get(
      Object.fromEntries(
        given.map(([property, column]) => {
          const value = values[property];
          return [property, value === null ? null : column.mapToDriverValue(value)];
        }),
      ),
    );
    if (!written) throw new Error(`No row of ${getTableName(table)} was written`);
    return written;
  }

  function insertSql(given: [string, SQLiteColumn][]): SQL {
    const names = sql.join(
      given.map(([, column]) => sql.identifier(column.name)),
      sql`, `,
    );
    const slots = sql.join(
      given.map(([property]) => sql`${sql.placeholder(property)}`),
      sql`, `,
    );
    return sql`insert into ${table} (${names}) values (${slots}) returning ${selected}`;
  }

  function updateSql(given: [string, SQLiteColumn][]): SQL {
    const set = given
      .filter(([property]) => property !== 'n')
      .map(([property, column]) => sql`${sql.identifier(column.name)} = ${sql.placeholder(property)}`);
    return sql`update ${table} set ${sql.join(set, sql`, `)} where ${table.n} = ${sql.placeholder('n')} returning ${selected}`;
  }

  const inserts: Parameters<typeof write>[0] = new Map();
  const updates: Parameters<typeof write>[0] = new Map();
  const removal = db.$client.prepare<[number]>(`delete from "${getTableName(table)}" where n = ?`);

  return {
    select,
    insert: (values: RowValues): Row => write(inserts, values, insertSql),
    update: (n: number, values: RowValues): Row => write(updates, { ...values, n }, updateSql),
    remove: (n: number) => void removal.run(n),
  };
}
