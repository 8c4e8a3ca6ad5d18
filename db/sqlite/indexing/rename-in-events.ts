import { systemPrincipal } from '../../model/access/principal';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { note, open } from '../journal/reference-journal';
import { createRenaming } from './event-index';

/** At 0.23 ms each: a command waits for some 25 ms at most. */
const batch = 100;
/** Row numbers of events looked through in a step, where few of them bear the name. */
const rowsLookedThrough = 10_000;

const tables = {
  mission: { records: 'missions', naming: 'targets', column: 'mission_id' },
  actor: { records: 'actors', naming: 'event_actors', column: 'actor_id' },
} as const;

type EventRenaming = {
  /** After a change of the record's name, in the same transaction. */
  begin(record: { n: number; id: string }): void;
  isPending(): boolean;
  /** Does the next part, in a transaction of its own. */
  step(): void;
};

/**
 * Writes the new name of a mission or actor into the events that name it. A few are written at once, in the command.
 * More are left to steps between commands, because 100,000 in one transaction hold the only writer for 22 s:
 * `renaming_after` of the record is the last event done, so a restart goes on from there and a second renaming starts
 * over. The last step enters the record into the journal again, so that boards fetch the names.
 */
export function createEventRenaming(
  db: Db,
  journal: JournalTable,
  type: keyof typeof tables,
  find: (id: string) => { id: string; version: number } | undefined,
): EventRenaming {
  const { records, naming, column } = tables[type];
  const rename = createRenaming(db);
  const prepare = <Parameters extends unknown[], Row>(sql: string) =>
    db.$client.prepare<Parameters, Row>(sql);
  const some = prepare<[string, number], number>(
    `select distinct event_n from ${naming} where ${column} = ? limit ?`,
  ).pluck();
  // The + keeps SQLite from the index of the column, by which each step would sort all that bear the name.
  const following = prepare<[number, number, string, number], number>(
    `select distinct event_n from ${naming}
      where event_n > ? and event_n <= ? and +${column} = ? order by event_n limit ?`,
  ).pluck();
  const last = prepare<[], number | null>(`select max(event_n) from ${naming}`).pluck();
  const pending = prepare<[], { n: number; id: string; after: number }>(
    `select n, id, renaming_after "after" from ${records} where renaming_after is not null order by n limit 1`,
  );
  const keep = prepare<[number | null, number], never>(
    `update ${records} set renaming_after = ? where n = ?`,
  );

  function begin({ n, id }: { n: number; id: string }): void {
    const first = some.all(id, batch + 1);
    const isMore = first.length > batch;
    if (!isMore) for (const event of first) rename(event);
    keep.run(isMore ? 0 : null, n);
  }

  function step(): void {
    const record = pending.get();
    if (!record) return;
    const end = record.after + rowsLookedThrough;
    const found = following.all(record.after, end, record.id, batch);
    for (const event of found) rename(event);
    const after = found.length === batch ? (found.at(-1) ?? end) : end;
    const isDone = after >= (last.get() ?? 0);
    keep.run(isDone ? null : after, record.n);
    if (isDone) announce(record.id);
  }

  function announce(id: string): void {
    const record = find(id);
    if (record) note(journal, systemPrincipal, { type, record, before: open, after: open });
  }

  return { begin, isPending: () => pending.get() !== undefined, step };
}
