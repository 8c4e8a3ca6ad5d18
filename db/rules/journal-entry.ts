import type { Tlp } from '@/db/model/words';

/** What decides who may see a version of a record in the journal; its creator is kept beside it. */
export type ChangeMarking = { tlp: Tlp; recipients: string[] };

/**
 * An entry of the journal without its author and time, which the store adds. `before` is null for a new or restored
 * record, `after` and `body` for a deleted one.
 */
export type JournalEntry<Type extends string> = {
  type: Type;
  recordId: string;
  version: number;
  reason: string | null;
  createdBy: string;
  body: object | null;
  before: ChangeMarking | null;
  after: ChangeMarking | null;
};
