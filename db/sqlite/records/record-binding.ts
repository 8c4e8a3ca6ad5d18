import { getTableName, type SQL } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type {
  QueryOfShape,
  QueryShape,
  RecordDefinition,
  Versioned,
} from '../../model/records/define-record';
import type { Db } from '../client';
import { createEventRenaming, type EventRenaming, type NamingRows } from '../indexing/rename-in-events';
import type { TextTable } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { type CheckedTable, createCheckedTable } from './record-check';
import { createRecordReader, type RecordReader } from './record-reader';
import { createRecordWriter, type RecordWriter } from './record-writer';
import type { RecordTable } from './table-rows';

export type Author = { id: string; name: string };

/** What a list adds to the conditions of every list; `last` is the row before the page. */
type ListParts<Row> = {
  where?: SQL | undefined;
  /** By default in order of creation. */
  order?: { by: SQL; after(last: Row): SQL };
};

/** What is checked and done besides what all types share; each function runs in the transaction of the command. */
type RecordRules<Input, Answer> = {
  /** The id of a new record; by default a random one. */
  idOf?(input: Input): string;
  /**
   * The record to write, with the fields that the server sets; `before` is null for a new one.
   * @throws AppError 'invalid' or 'forbidden'
   */
  complete?(by: Principal, before: Answer | null, given: Input): Input;
  /** @throws AppError 'invalid' */
  checkCreation?(by: Principal, input: Input): void;
  /** @throws AppError 'invalid' */
  checkUpdate?(by: Principal, before: Answer, input: Input): void;
};

export type BindingParts<
  Input extends object,
  Answer extends Versioned & Input,
  Query,
  Table extends RecordTable,
> = {
  table: Table;
  /** The columns of a record's fields. */
  columnsOf(input: Input): Partial<Table['$inferInsert']>;
  /** Further columns by which records are sorted and found. They may change with a version, so the audit skips them. */
  keysOf?(input: Input): Partial<Table['$inferInsert']>;
  /** `authorOf` looks up the name of a principal. */
  toAnswer(row: Table['$inferSelect'], authorOf: (id: string) => Author): Answer;
  /** The full-text index of the table, for types with `text`. */
  texts?: TextTable;
  listParts?(query: Query): ListParts<Table['$inferSelect']>;
  rules?(context: WriterContext): RecordRules<Input, Answer>;
  /** Where events are found that contain the name of a record, if they do. */
  namedIn?: NamingRows & { isRenamed(before: Answer, after: Answer): boolean };
};

export type WriterContext = {
  db: Db;
  journal: JournalTable;
  /** Checks the records that one names; `before` is null for a new record. @throws AppError 'invalid' */
  checkReferences(
    by: Principal,
    definition: Pick<RecordDefinition, 'marking' | 'references'>,
    change: { before: object | null; input: object; createdBy: string },
  ): void;
  /** Checks that no record names one that is to be deleted. @throws AppError 'invalid' */
  checkDeletion(by: Principal, definition: Pick<RecordDefinition, 'type'>, id: string): void;
};

/** A record type on SQLite. Readers and writers are created once for each connection. */
export type RecordBinding<Input extends object, Answer extends Versioned, Query> = {
  /** The full-text index of the type, if it has one. */
  texts: TextTable | undefined;
  reader(db: Db): RecordReader<Answer, Query>;
  writer(context: WriterContext): RecordWriter<Input, Answer>;
  /** Writes new names into the events that contain them; null if none do. */
  renaming(db: Db): EventRenaming | null;
  /** For the comparison with the journal. */
  checkedTable(db: Db): CheckedTable;
};

/** Binds a record type to its table. */
export function bindRecord<
  Input extends object,
  Answer extends Versioned & Input,
  Shape extends QueryShape,
  Table extends RecordTable,
>(
  definition: RecordDefinition<string, Input, Answer, Shape>,
  parts: BindingParts<Input, Answer, QueryOfShape<Shape>, Table>,
): RecordBinding<Input, Answer, QueryOfShape<Shape>> {
  const reader = onceFor((db: Db) => createRecordReader(db, definition, parts));
  const { namedIn, table } = parts;
  const renaming = onceFor((db: Db) =>
    namedIn ? createEventRenaming(db, { records: getTableName(table), ...namedIn }) : null,
  );
  return {
    texts: parts.texts,
    reader,
    writer: onceFor((context: WriterContext) =>
      createRecordWriter(context, definition, parts, renaming(context.db)),
    ),
    renaming,
    checkedTable: (db) => createCheckedTable(db, parts),
  };
}

function onceFor<Key extends object, Value>(create: (key: Key) => Value): (key: Key) => Value {
  const created = new WeakMap<Key, Value>();
  return (key) => {
    const known = created.get(key);
    if (known !== undefined) return known;
    const value = create(key);
    created.set(key, value);
    return value;
  };
}
