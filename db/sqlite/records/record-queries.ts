import type { Principal } from '../../model/access/principal';
import { isRecordType } from '../../model/records/journal-types';
import { type AnswerOf, type QueryOf, type RecordType, records } from '../../model/records/record-types';
import type { HistoryItem } from '../../model/reference';
import type { Page, Paging } from '../../page';
import type { JournalRecord } from '../../store';
import type { Db } from '../client';
import type { ChangedRecord } from '../journal/journal';
import { createMarkingLookup, entryMarking } from './marking-lookup';
import { recordBindings } from './record-bindings';

/** The queries on records of every type. */
export function createRecordQueries(db: Db) {
  const markings = createMarkingLookup(db);

  function getRecord<Type extends RecordType>(who: Principal, type: Type, id: string): AnswerOf<Type> {
    return recordBindings[type].reader(db).get(who, id);
  }

  function listRecords<Type extends RecordType>(
    who: Principal,
    type: Type,
    query: QueryOf<Type> & Paging,
  ): Page<AnswerOf<Type>> {
    return recordBindings[type].reader(db).list(who, query);
  }

  function listRecordHistory(who: Principal, type: RecordType, id: string): HistoryItem[] {
    return recordBindings[type].reader(db).listHistory(who, id);
  }

  /** Adds to records of the journal what decides who may know of them now. */
  function withCurrentRights(record: ChangedRecord): JournalRecord {
    if (!isRecordType(record.type)) return { ...record, eventId: null, role: null };
    const definition = records[record.type];
    const eventId = markings.eventIdOf(definition, record.id);
    const event = eventId === null ? null : markings.markingOfEvent(eventId);
    return {
      ...record,
      // Those who may see a red event today get its records in their own frames, whatever it was marked then.
      markings: event ? [...record.markings, entryMarking(definition, event)] : record.markings,
      eventId,
      role: definition.marking === 'role' ? definition.roles.read : null,
    };
  }

  return { getRecord, listRecords, listRecordHistory, withCurrentRights };
}
