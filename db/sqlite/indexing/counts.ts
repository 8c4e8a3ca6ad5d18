import { sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { EventRecord } from '../../model/event/event';
import { tlpRank } from '../../model/words';
import type { Db } from '../client';
import { readerParams } from '../queries/visible';
import { counts } from '../schema/journal';

export const dimensions = [
  'targeted',
  'kind',
  'host',
  'targetType',
  'severity',
  'status',
  'verification',
  'actor',
] as const;
export type Dimension = (typeof dimensions)[number];

/** The distinct values of a record, by dimension. */
export function valuesOf(record: EventRecord): Record<Dimension, string[]> {
  return {
    targeted: unique(record.targets.map(({ country }) => country)),
    kind: [record.kind],
    host: [record.location.country],
    targetType: unique(record.targets.map(({ type }) => type)),
    severity: [record.severity],
    status: record.threat ? [record.threat.status] : [],
    verification: [record.verification],
    actor: unique(record.actors.map(({ actorId }) => actorId)),
  };
}

/** Updates the counts after a change of a record; `before` is null for a new one, `after` for a deleted one. */
export function createCounter(db: Db) {
  // SQLite checks the inserted value also if the conflict turns the insert into an update, so it must not be negative.
  const count = db
    .insert(counts)
    .values({
      dimension: sql.placeholder('dimension'),
      value: sql.placeholder('value'),
      tlp: sql.placeholder('tlp'),
      events: sql`max(0, ${sql.placeholder('step')})`,
    })
    .onConflictDoUpdate({
      target: [counts.dimension, counts.value, counts.tlp],
      set: { events: sql`${counts.events} + ${sql.placeholder('step')}` },
    })
    .prepare();

  return (before: EventRecord | null, after: EventRecord | null): void => {
    const steps = new Map<string, { dimension: Dimension; value: string; tlp: number; step: number }>();
    const add = (record: EventRecord | null, step: 1 | -1) => {
      if (!record || record.tlp === 'red') return;
      const tlp = tlpRank(record.tlp);
      const values = valuesOf(record);
      for (const dimension of dimensions) {
        for (const value of values[dimension]) {
          const key = `${dimension} ${tlp} ${value}`;
          steps.set(key, { dimension, value, tlp, step: (steps.get(key)?.step ?? 0) + step });
        }
      }
    };
    add(before, -1);
    add(after, 1);
    for (const step of steps.values()) if (step.step !== 0) count.run(step);
  };
}

/** The number of events with each value: by dimension, then by value. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counts the events that a reader may see: those that their clearance allows, and the red ones that name them. */
export function createTally(db: Db, redTally: (who: Principal) => Tally): (who: Principal) => Tally {
  const kept = db
    .select({ dimension: counts.dimension, value: counts.value, events: sql<number>`sum(${counts.events})` })
    .from(counts)
    .where(sql`${counts.tlp} <= ${sql.placeholder('rank')}`)
    .groupBy(counts.dimension, counts.value)
    .prepare();

  return (who) => {
    const tally = new Map<string, Map<string, number>>(
      Array.from(redTally(who), ([dimension, values]) => [dimension, new Map(values)]),
    );
    for (const { dimension, value, events } of kept.all(readerParams(who))) {
      const values = tally.get(dimension);
      if (events > 0) values?.set(value, (values.get(value) ?? 0) + events);
    }
    return tally;
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
