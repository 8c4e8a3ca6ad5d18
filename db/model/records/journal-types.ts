import { type RecordType, records } from './record-types';

/** The types whose changes the feed announces by type and id; events are sent whole. */
export type ChangedType = RecordType | 'link';
/** The types of records in the feed. */
export type FeedType = 'event' | ChangedType;
/** The types of journal entries. `account`, a person's rights and access, appears in the audit only. */
export type JournalType = FeedType | 'account';

const recordTypes = Object.values(records).map(({ type }) => type);
export const changedTypes: readonly ChangedType[] = [...recordTypes, 'link'];
export const feedTypes: readonly FeedType[] = ['event', ...changedTypes];
export const journalTypes: readonly JournalType[] = ['account', ...feedTypes];

/** @throws Error if it is not in the list */
export function requireRecordType(type: string): RecordType {
  if (isRecordType(type)) return type;
  throw new Error(`${type} is missing in record-types.ts`);
}

export function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(records, type);
}
