import { eq, sql } from 'drizzle-orm';
import { newUuid } from '../../ids';
import { type Principal, systemPrincipal } from '../../model/access/principal';
import type { Marking } from '../../model/access/visible';
import { isSame } from '../../model/journal/history';
import type {
  QueryOfShape,
  QueryShape,
  RecordDefinition,
  Versioned,
} from '../../model/records/define-record';
import { requireRecordType } from '../../model/records/journal-types';
import { throwIfRefused } from '../../rules/decision';
import { refuseOtherOwner } from '../../rules/refusals';
import { foldedText } from '../../rules/search-text';
import type { Idempotency } from '../../store';
import { createIdempotency } from '../commands/idempotency';
import { requireFound, requireVersion, requireVisibleToAuthor } from '../commands/requirements';
import type { EventRenaming } from '../indexing/rename-in-events';
import { createTextIndex } from '../indexing/text-index';
import { createMarkingLookup, entryMarking } from './marking-lookup';
import type { BindingParts, WriterContext } from './record-binding';
import { createRecordReader } from './record-reader';
import { createTableRows, type RecordRow, type RecordTable, type RowValues } from './table-rows';

export type RecordWriter<Input, Answer> = {
  /** @throws AppError 'invalid' */
  create(by: Principal, input: Input, idempotency: Idempotency): { record: Answer; isReplay: boolean };
  /** @throws AppError 'not-found', 'owner-needed', 'version-conflict' with the current record, 'invalid' */
  update(by: Principal, id: string, version: number, input: Input): Answer;
  /** @throws AppError 'not-found', 'owner-needed', 'version-conflict' with the current record */
  remove(by: Principal, id: string, version: number, reason: string): void;
  /** Inserts a record that the program ships: of the register, the example or an exercise. */
  insertUnchecked(
    id: string | null,
    input: Input,
    options: { isExample?: true; isJournalled: boolean },
  ): Answer;
  /** Removes such a record, whatever names it. */
  removeUnchecked(by: Principal, id: string): void;
  /** Journals the record as it is, by the system, so that viewers read it again. */
  journalAgain(id: string): void;
};

export function createRecordWriter<
  Input extends object,
  Answer extends Versioned & Input,
  Shape extends QueryShape,
  Table extends RecordTable,
>(
  context: WriterContext,
  definition: RecordDefinition<string, Input, Answer, Shape>,
  parts: BindingParts<Input, Answer, QueryOfShape<Shape>, Table>,
  renaming: EventRenaming | null,
): RecordWriter<Input, Answer> {
  type Row = Table['$inferSelect'];
  const { db, journal, checkReferences, checkDeletion } = context;
  const { marking } = definition;
  const type = requireRecordType(definition.type);
  const { columnsOf, keysOf = () => ({}) } = parts;
  const reader = createRecordReader(db, definition, parts);
  const rows = createTableRows(db, parts.table);
  const rules = parts.rules?.(context) ?? {};
  const idempotencyKeys = createIdempotency(db);
  const markings = createMarkingLookup(db);
  const texts = parts.texts && createTextIndex(db, parts.texts);
  const anyById = rows.select(eq(parts.table.id, sql.placeholder('id')));

  function create(by: Principal, given: Input, idempotency: Idempotency): Created<Answer> {
    const now = Date.now();
    const known = idempotencyKeys.find(by, type, idempotency, now);
    if (known !== null) return { record: requireFound(reader.find(by, known), type), isReplay: true };
    const input = rules.complete?.(by, null, given) ?? given;
    checkReferences(by, definition, { before: null, input, createdBy: by.id });
    rules.checkCreation?.(by, input);
    const after = markings.now(definition, input, by.id);
    if (marking === 'own') requireVisibleToAuthor(by, after);
    const row = insert(rules.idOf?.(input) ?? newUuid(), input, { createdBy: by.id, updatedAt: now });
    const record = reader.answer(row);
    append({ by, row, record, before: null, after, now });
    idempotencyKeys.save(by, type, idempotency, row.id, now);
    return { record, isReplay: false };
  }

  function update(by: Principal, id: string, version: number, given: Input): Answer {
    const row = requireVersion(reader.findRow(by, id), version, type, reader.answer);
    const before = reader.answer(row);
    const createdBy = row.createdBy ?? '';
    if (marking === 'owner') throwIfRefused(refuseOtherOwner(by, createdBy, 'change'));
    const input = rules.complete?.(by, before, given) ?? given;
    checkReferences(by, definition, { before, input, createdBy });
    const after = markings.now(definition, input, createdBy);
    if (marking === 'own') requireVisibleToAuthor(by, after);
    rules.checkUpdate?.(by, before, input);
    if (isSame(before, { ...before, ...input })) return before;
    const now = Date.now();
    const written = rows.update(row.n, {
      ...columnsOf(input),
      ...keysOf(input),
      version: version + 1,
      updatedAt: now,
    });
    texts?.replace(row.n, textOf(input));
    const record = reader.answer(written);
    append({ by, row: written, record, before: markings.now(definition, before, createdBy), after, now });
    if (parts.namedIn?.isRenamed(before, record)) renaming?.begin(written);
    return record;
  }

  function remove(by: Principal, id: string, version: number, reason: string): void {
    const row = requireVersion(reader.findRow(by, id), version, type, reader.answer);
    if (marking === 'owner') throwIfRefused(refuseOtherOwner(by, row.createdBy ?? '', 'delete'));
    checkDeletion(by, definition, id);
    removeRow(by, row, reason);
  }

  function removeRow(by: Principal, row: Row, reason: string | null): void {
    const before = markings.now(definition, reader.answer(row), row.createdBy ?? '');
    rows.remove(row.n);
    texts?.remove(row.n);
    const removed = { ...row, version: row.version + 1 };
    append({ by, row: removed, record: null, before, after: null, reason, now: Date.now() });
  }

  function insert(id: string, input: Input, metadata: RowValues): Row {
    const row = rows.insert({ ...columnsOf(input), ...keysOf(input), ...metadata, id, version: 1 });
    texts?.add(row.n, textOf(input));
    return row;
  }

  function textOf(input: Input): string {
    return foldedText(definition.text?.(input) ?? { words: [] });
  }

  /** `record` is null for a removal. */
  function append({ by, row, record, before, after, reason = null, now }: Entry<Answer>): void {
    journal.append({
      type,
      recordId: row.id,
      version: row.version,
      at: now,
      by,
      reason,
      createdBy: row.createdBy ?? '',
      body: record && bodyOf(record),
      before: before && entryMarking(definition, before),
      after: after && entryMarking(definition, after),
    });
  }

  return {
    create,
    update,
    remove,
    insertUnchecked(id, input, { isExample, isJournalled }) {
      const [by, now] = [systemPrincipal, Date.now()];
      const metadata = { isExample, createdBy: by.id, updatedAt: now };
      const row = insert(id ?? rules.idOf?.(input) ?? newUuid(), input, metadata);
      const record = reader.answer(row);
      const after = markings.now(definition, input, by.id);
      if (isJournalled) append({ by, row, record, before: null, after, now });
      return record;
    },
    removeUnchecked(by, id) {
      const row = anyById.get({ id });
      if (row) removeRow(by, row, null);
    },
    journalAgain(id) {
      const row = anyById.get({ id });
      if (!row) return;
      const record = reader.answer(row);
      const current = markings.now(definition, record, row.createdBy ?? '');
      append({ by: systemPrincipal, row, record, before: current, after: current, now: Date.now() });
    },
  };
}

type Created<Answer> = { record: Answer; isReplay: boolean };

type Entry<Answer> = {
  by: Principal;
  row: Pick<RecordRow, 'id' | 'version' | 'createdBy'>;
  record: Answer | null;
  before: Marking | null;
  after: Marking | null;
  reason?: string | null;
  now: number;
};

/** The record without what its entry in the journal says itself. */
function bodyOf(record: object): string {
  const { createdBy: _, updatedAt: __, ...body } = Object.fromEntries(Object.entries(record));
  return JSON.stringify(body);
}
