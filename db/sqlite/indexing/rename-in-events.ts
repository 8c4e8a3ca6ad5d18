import type { Db } from '../client';
import { createEventRenamer } from './index-rows';

/** Events rewritten in a step. Each takes 0.23 ms, so a command waits some 25 ms at most. */
const batchSize = 100;
/** Events scanned in a step, if few of them have the name. */
const maxRowsScanned = 10_000;

/** The rows that tell which event names which record, and their column with the record's id. */
export type NamingRows = { references: 'targets' | 'event_actors'; column: 'mission_id' | 'actor_id' };

export type EventRenaming = {
  /** Call it after a change of the record's name, in the same transaction. */
  begin(record: { n: number; id: string }): void;
  isPending(): boolean;
  /**
   * Rewrites the next batch; call it in its own transaction. Returns false if no renaming is pending. `onDone` receives
   * the id of a record whose renaming has ended.
   */
  runStep(onDone: (id: string) => void): boolean;
};

/**
 * Writes the new name of a record of the table `records` into the events that name it. Up to a batch is written in the command;
 * more are left to steps between commands, because 100,000 in one transaction block the writer for 22 s. The record's
 * `renaming_after` is the last event rewritten: a restart continues from there, and another renaming starts over. After
 * the last step the record is journalled again, so that boards fetch the names.
 */
export function createEventRenaming(
  db: Db,
  { records, references, column }: NamingRows & { records: string },
): EventRenaming {
  const rename = createEventRenamer(db);
  const prepare = <Parameters extends unknown[], Row>(sql: string) =>
    db.$client.prepare<Parameters, Row>(sql);
  const firstEvents = prepare<[string, number], number>(
    `select distinct event_n from ${references} where ${column} = ? limit ?`,
  ).pluck();
  // The + stops SQLite from using the column's index, with which each step would sort all events that have the name.
  const nextEvents = prepare<[number, number, string, number], number>(
    `select distinct event_n from ${references}
      where event_n > ? and event_n <= ? and +${column} = ? order by event_n limit ?`,
  ).pluck();
  const lastEvent = prepare<[], number | null>(`select max(event_n) from ${references}`).pluck();
  const pending = prepare<[], { n: number; id: string; after: number }>(
    `select n, id, renaming_after "after" from ${records} where renaming_after is not null order by n limit 1`,
  );
  const saveProgress = prepare<[number | null, number], never>(
    `update ${records} set renaming_after = ? where n = ?`,
  );

  function begin({ n, id }: { n: number; id: string }): void {
    const first = firstEvents.all(id, batchSize + 1);
    const isMore = first.length > batchSize;
    if (!isMore) for (const event of first) rename(event);
    saveProgress.run(isMore ? 0 : null, n);
  }

  function runStep(onDone: (id: string) => void): boolean {
    const record = pending.get();
    if (!record) return false;
    const end = record.after + maxRowsScanned;
    const found = nextEvents.all(record.after, end, record.id, batchSize);
    for (const event of found) rename(event);
    const after = found.length === batchSize ? (found.at(-1) ?? end) : end;
    const isDone = after >= (lastEvent.get() ?? 0);
    saveProgress.run(isDone ? null : after, record.n);
    if (isDone) onDone(record.id);
    return true;
  }

  return { begin, isPending: () => pending.get() !== undefined, runStep };
}
