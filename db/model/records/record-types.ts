import type * as z from 'zod';
import { actorRecord } from './actor';
import { handoverRecord } from './handover';
import { missionRecord } from './mission';
import { viewRecord } from './view';
import { visitRecord } from './visit';

/** Every record type beside events. The journal, the feed, the API, the audit and the store take theirs from here. */
export const records = {
  mission: missionRecord,
  actor: actorRecord,
  visit: visitRecord,
  view: viewRecord,
  handover: handoverRecord,
};

type Records = typeof records;
export type RecordType = keyof Records;
export type InputOf<T extends RecordType> = z.output<Records[T]['input']>;
export type AnswerOf<T extends RecordType> = z.output<Records[T]['schema']>;
export type QueryOf<T extends RecordType> = Queries[T];
type Queries = { [T in RecordType]: z.output<z.ZodObject<Records[T]['query']>> };
