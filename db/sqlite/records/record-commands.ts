import type { Principal } from '../../model/access/principal';
import type { AnswerOf, InputOf, RecordType } from '../../model/records/record-types';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { recordBindings } from './record-bindings';
import type { RecordWriter } from './record-writer';
import { createReferenceChecks } from './references';

/** The commands on records of every type. Call each inside one immediate transaction. */
export function createRecordCommands(db: Db, journal: JournalTable) {
  const context = { db, journal, ...createReferenceChecks(db) };

  function writerOf<Type extends RecordType>(type: Type): RecordWriter<InputOf<Type>, AnswerOf<Type>> {
    return recordBindings[type].writer(context);
  }

  function createRecord<Type extends RecordType>(
    by: Principal,
    type: Type,
    input: InputOf<Type>,
    idempotency: Idempotency,
  ): { record: AnswerOf<Type>; isReplay: boolean } {
    return writerOf(type).create(by, input, idempotency);
  }

  function updateRecord<Type extends RecordType>(
    by: Principal,
    type: Type,
    id: string,
    version: number,
    input: InputOf<Type>,
  ): AnswerOf<Type> {
    return writerOf(type).update(by, id, version, input);
  }

  function deleteRecord(by: Principal, type: RecordType, id: string, version: number, reason: string): void {
    writerOf(type).remove(by, id, version, reason);
  }

  return { commands: { createRecord, updateRecord, deleteRecord }, writerOf };
}

export type RecordWriters = Pick<ReturnType<typeof createRecordCommands>, 'writerOf'>;
