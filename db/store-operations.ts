import type { Principal } from './model/access/principal';
import type { AnswerCode } from './model/error-codes';
import type { FieldError } from './model/errors';
import type { BulkPatch, OperationAnswer, SeenRecord } from './model/event/bulk-change';
import type { EventInput } from './model/event/event';
import type { BatchKind } from './model/journal/change';
import type { Idempotency } from './store';

/** The maximum number of records of a batch. */
export const maxBatchItems = 1_000;

/** One record of a batch; the parts are those of the single command. */
export type BatchItem = { type: 'event' } & (
  | { act: 'create'; input: EventInput; idempotency?: Idempotency }
  | { act: 'update'; id: string; version: number; input: EventInput; linksSeen?: readonly string[] }
  | { act: 'delete'; id: string; version: number }
);

export type Batch = {
  operation: BatchKind;
  /** An earlier batch's operation, which this one continues; a new operation by default. */
  operationId?: string;
  /** With `all-or-nothing` one refusal leaves every record as it was. */
  mode: 'all-or-nothing' | 'good-rows';
  reason: string | null;
  items: readonly BatchItem[];
  idempotency?: Idempotency;
};

/** `index` is the position in the batch. */
export type AppliedItem = { index: number; id: string; version: number };
export type RefusedItem = { index: number; code: AnswerCode; errors: readonly FieldError[] };

export type BatchAnswer = {
  operationId: string;
  isReplay: boolean;
  /** Empty if a refusal left everything as it was. */
  applied: AppliedItem[];
  refused: RefusedItem[];
  /** How long other writes waited for this one (ms). */
  heldMillis: number;
};

/** A part of an undo: at most `limit` changes of the operation, before `before` in the journal. */
export type UndoPart = { before: number | null; limit: number };

export type UndoAnswer = {
  /** The id of the undo, which can be undone too; the same each time the operation is undone. */
  operationId: string;
  /** The number of records. */
  changed: number;
  skipped: OperationAnswer['skipped'];
  /**
   * Where the next part starts; null after the last. A position in the journal: it would tell of hidden changes, so it
   * stays out of answers.
   */
  next: number | null;
  heldMillis: number;
};

/** A change of many events, in the given order; a version of null is the current one. */
export type BulkChange = {
  events: readonly SeenRecord[];
  /** The number of events that a filter was expected to find; null if the events were named. */
  expectedCount: number | null;
  patch: BulkPatch;
  reason: string;
  idempotency: Idempotency;
};

export type BulkAnswer = OperationAnswer & { isReplay: boolean; heldMillis: number };

export type Operations = {
  /**
   * Changes up to `maxBatchItems` records in one transaction and one range of the journal, under one operation id.
   * What a single command would refuse is answered as a code. The `activityAt` of a record that an import creates is
   * its `at`, if that has passed: history is no news. Rejects with 'too-many-items',
   * with 'bad-value' if its operation is another one's, or with 'idempotency-key-reused'.
   */
  applyBatch(by: Principal, batch: Batch): Promise<BatchAnswer>;
  /**
   * Makes the same change to at most `maxBulkRecords` events, in one transaction and under one operation id. An event
   * that it does not fit is skipped with a code, and one that the principal may not see like one that does not exist.
   * Rejects with 'too-many-items', 'count-differs' or 'idempotency-key-reused'; a retry is answered before its events
   * are counted, because the first change may have moved them out of the filter.
   */
  changeEvents(by: Principal, change: BulkChange): Promise<BulkAnswer>;
  /**
   * Writes new versions that restore the records of an operation to the state before it, the last change first.
   * Records that were changed since are skipped; those that this principal may not see are left alone and not
   * counted. By default one transaction undoes the whole operation; an interrupted undo is continued by repeating it.
   * Rejects with 'not-found', or with 'admin-needed' if it is another person's.
   */
  undoOperation(by: Principal, operationId: string, reason: string, part?: UndoPart): Promise<UndoAnswer>;
};
