import type * as z from 'zod';
import { actorRecord } from './actor';
import { missionRecord } from './mission';
import { visitRecord } from './visit';

/** Every record type beside events. The journal, the feed, the API, the audit and the store take theirs from here. */
export const records = { mission: missionRecord, actor: actorRecord, visit: visitRecord };

type Records = typeof records;
export type RecordType = keyof Records;
export type InputOf<T extends RecordType> = z.output<Records[T]['input']>;
export type AnswerOf<T extends RecordType> = z.output<Records[T]['schema']>;
export type QueryOf<T extends RecordType> = z.output<z.ZodObject<Records[T]['query']>>;

/** The types whose changes the feed announces by type and id; events are sent whole. */
export type ChangedType = RecordType | 'link';
/** The types of journal entries. `account`, a person's rights and access, appears in the audit only. */
export type JournalType = 'event' | ChangedType | 'account';

const recordTypes = Object.values(records).map(({ type }) => type);
export const changedTypes: readonly ChangedType[] = [...recordTypes, 'link'];
export const journalTypes: readonly JournalType[] = ['account', 'event', ...changedTypes];

export function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(records, type);
}
