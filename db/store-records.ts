import type { Principal } from './model/access/principal';
import type { Versioned } from './model/records/define-record';
import type { AnswerOf, InputOf, QueryOf, RecordType } from './model/records/record-types';
import type { HistoryItem } from './model/reference';
import type { Page, Paging } from './page';
import type { Idempotency } from './store';

/**
 * The commands and queries of every record type beside events. The declaration of the type (`db/model/records`) says
 * which role each requires and who may see a record.
 */
export type Records = {
  /** Rejects with 'invalid' if the key was used with another digest, or a referenced record is not visible. */
  createRecord<Type extends RecordType>(
    by: Principal,
    type: Type,
    input: InputOf<Type>,
    idempotency: Idempotency,
  ): Promise<{ record: AnswerOf<Type>; isReplay: boolean }>;
  /** Rejects with 'version-conflict' and the current record if `version` is not the current one. */
  updateRecord<Type extends RecordType>(
    by: Principal,
    type: Type,
    id: string,
    version: number,
    input: InputOf<Type>,
  ): Promise<AnswerOf<Type>>;
  deleteRecord(by: Principal, type: RecordType, id: string, version: number, reason: string): Promise<void>;
  /** Rejects with 'not-found' also if the principal may not see it. */
  getRecord<Type extends RecordType>(by: Principal, type: Type, id: string): Promise<AnswerOf<Type>>;
  listRecords<Type extends RecordType>(
    by: Principal,
    type: Type,
    query: QueryOf<Type> & Paging,
  ): Promise<Page<AnswerOf<Type>>>;
  /** Newest first, also of a deleted record; only versions that both today's marking and their own allow. */
  listRecordHistory(by: Principal, type: RecordType, id: string): Promise<HistoryItem[]>;
};

/** The same methods for code that serves any record type: what it passes was validated by the schemas of the type. */
export type AnyRecords = {
  createRecord(
    by: Principal,
    type: string,
    input: object,
    idempotency: Idempotency,
  ): Promise<{ record: Versioned; isReplay: boolean }>;
  updateRecord(by: Principal, type: string, id: string, version: number, input: object): Promise<Versioned>;
  deleteRecord(by: Principal, type: string, id: string, version: number, reason: string): Promise<void>;
  getRecord(by: Principal, type: string, id: string): Promise<Versioned>;
  listRecords(by: Principal, type: string, query: Paging): Promise<Page<Versioned>>;
  listRecordHistory(by: Principal, type: string, id: string): Promise<HistoryItem[]>;
};
