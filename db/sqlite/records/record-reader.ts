import { and, eq, getTableColumns, gt, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Principal } from '../../model/access/principal';
import { hasRole } from '../../model/access/rights';
import type { Marking } from '../../model/access/visible';
import { type AppError, invalid, notFound } from '../../model/errors';
import type {
  QueryOfShape,
  QueryShape,
  RecordDefinition,
  Versioned,
} from '../../model/records/define-record';
import type { HistoryItem } from '../../model/reference';
import { type Page, type Paging, toPage } from '../../page';
import { isVersionVisible } from '../../rules/records/visible-versions';
import { foldedText } from '../../rules/search-text';
import { shownVersions, type Version } from '../../rules/versions';
import type { Db } from '../client';
import { requireFound } from '../commands/requirements';
import { createVersionReader } from '../journal/history';
import { isInJsonList } from '../queries/event-rows';
import { createPrincipalNames } from '../queries/principal-names';
import { readerParams } from '../queries/visible';
import { createMarkingLookup } from './marking-lookup';
import type { BindingParts } from './record-binding';
import { createTableRows, type RecordTable } from './table-rows';
import { visibleRecordSql } from './visible-record';

/** Left out of a version's changes. */
const ignoredPaths = new Set(['version']);

export type RecordReader<Answer, Query> = {
  /** Undefined if it does not exist or this reader may not see it. */
  find(who: Principal, id: string): Answer | undefined;
  /** The marking of a record that this reader may see. */
  findMarking(who: Principal, id: string): Marking | undefined;
  /** Does a record that this reader may see name the one of this type and id? */
  isNaming(who: Principal, type: string, id: string): boolean;
  /** @throws AppError 'not-found' */
  get(who: Principal, id: string): Answer;
  /** @throws AppError 'invalid' at "page" if no such record precedes the page */
  list(who: Principal, query: Query & Paging): Page<Answer>;
  /** Newest first; also of a deleted record. Only versions that both today's marking and their own allow. */
  listHistory(who: Principal, id: string): HistoryItem[];
  /** The names of the records that this reader may see, by id; null if a record has none. */
  titlesOf(who: Principal, ids: readonly string[]): Map<string, string | null>;
  /** The search texts of the next records after the row `n`. */
  textsAfter(n: number, limit: number): { n: number; text: string }[];
};

export function createRecordReader<
  Input extends object,
  Answer extends Versioned & Input,
  Shape extends QueryShape,
  Table extends RecordTable,
>(
  db: Db,
  definition: RecordDefinition<string, Input, Answer, Shape>,
  { table, toAnswer, texts, listParts = () => ({}) }: BindingParts<Input, Answer, QueryOfShape<Shape>, Table>,
): RecordReader<Answer, QueryOfShape<Shape>> & {
  findRow(who: Principal, id: string): Table['$inferSelect'] | undefined;
  answer(row: Table['$inferSelect']): Answer;
} {
  const { type, roles, marking } = definition;
  const rows = createTableRows(db, table);
  const authorOf = createPrincipalNames(db);
  const readVersions = createVersionReader(db);
  const markings = createMarkingLookup(db);
  const visibleSql = visibleRecordSql(marking, table);
  const byId = rows.select(and(eq(table.id, sql.placeholder('id')), visibleSql));
  const byIds = rows.select(and(isInJsonList(table.id, sql.placeholder('ids')), visibleSql));
  const afterRow = rows.select(
    sql`${table.n} > ${sql.placeholder('after')}`,
    sql`order by ${table.n} limit ${sql.placeholder('limit')}`,
  );
  const namings = (definition.references ?? []).map((reference) => ({
    type: reference.type,
    rows: rows.select(and(naming(table, reference.field, sql.placeholder('id')), visibleSql), sql`limit 1`),
  }));
  const answer = (row: Table['$inferSelect']) => toAnswer(row, authorOf);

  function findRow(who: Principal, id: string): Table['$inferSelect'] | undefined {
    return hasRole(who, roles.read) ? byId.get({ id, ...readerParams(who) }) : undefined;
  }

  function find(who: Principal, id: string): Answer | undefined {
    const row = findRow(who, id);
    return row && answer(row);
  }

  function list(who: Principal, query: QueryOfShape<Shape> & Paging): Page<Answer> {
    const { limit, after } = query;
    const last = after === null ? null : findRow(who, after);
    if (last === undefined) throw createUnknownPageError();
    const { where, order } = listParts(query);
    const isAfter = last && (order ? order.after(last) : gt(table.n, last.n));
    const found = rows
      .select(
        and(visibleSql, where, isAfter ?? undefined),
        sql`order by ${order?.by ?? table.n} limit ${sql.placeholder('limit')}`,
      )
      .all({ ...readerParams(who), limit: limit + 1 });
    return toPage(found, limit, answer);
  }

  function listHistory(who: Principal, id: string): HistoryItem[] {
    const isCurrent = find(who, id) !== undefined;
    if (!isCurrent && !markings.couldSee(who, definition, id)) throw notFound(type);
    const isShown = (version: Version) => isVersionVisible(who, definition, version);
    return shownVersions(readVersions(type, id), { type, isShown, ignored: ignoredPaths }).map((item) => ({
      ...item,
      by: authorOf(item.by),
    }));
  }

  return {
    findRow,
    answer,
    find,
    findMarking(who, id) {
      const row = findRow(who, id);
      return row && markings.now(definition, answer(row), row.createdBy ?? '');
    },
    isNaming: (who, named, id) =>
      hasRole(who, roles.read) &&
      namings.some((one) => one.type === named && one.rows.get({ id, ...readerParams(who) }) !== undefined),
    get(who, id) {
      return requireFound(find(who, id), type);
    },
    list,
    listHistory,
    titlesOf(who, ids) {
      if (!hasRole(who, roles.read)) return new Map();
      const found = byIds.all({ ids: JSON.stringify(ids), ...readerParams(who) });
      return new Map(found.map((row) => [row.id, definition.title(answer(row))]));
    },
    textsAfter(after, limit) {
      const { text } = definition;
      if (!text || !texts) return [];
      return afterRow.all({ after, limit }).map((row) => ({ n: row.n, text: foldedText(text(answer(row))) }));
    },
  };
}

/** A field of a record has this id: in its column, in a list of ids there, or in the record's JSON. */
function naming(table: RecordTable, field: string, id: Placeholder): SQL {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const column = columns[field];
  if (column && column.dataType !== 'json') return sql`${column} = ${id}`;
  const ids = column ? sql`json_each(${column})` : sql`json_each(${columns.record}, ${`$.${field}`})`;
  return sql`exists (select 1 from ${ids} where value = ${id})`;
}

function createUnknownPageError(): AppError {
  return invalid('page', 'page-of-other-list');
}
