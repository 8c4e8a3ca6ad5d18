import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../model/principal';
import { tlpRank } from '../model/words';
import type { Position } from '../store';
import type { Db } from './client';
import { type Dimension, dimensions, type Tally, valuesOf } from './counts';
import type { JournalTable } from './journal';
import { events, recipients } from './schema-events';
import { changes } from './schema-journal';

const red = tlpRank('red');
/** Of records: 20 MB. */
const mostRead = 50_000;
/** Of readers: some 20 KB each. */
const mostCounted = 500;
/** Past so many changes it takes less to count anew than to look whether one of them was red. */
const mostChanges = 2_000;

/**
 * Counts the red records that name a reader: anew only once a red record has changed, which the journal tells. To go
 * through thousands of them after each change was a third of the board's time, and grew with the database.
 */
export function createRedTally(db: Db, journal: JournalTable): (who: Principal) => Tally {
  const slot = sql.placeholder;
  const named = db
    .select({ n: events.n, version: events.version })
    .from(recipients)
    .innerJoin(events, eq(events.n, recipients.eventN))
    .where(and(eq(recipients.principalId, slot('who')), eq(events.tlp, red), eq(events.isDeleted, false)))
    .prepare();
  const recordOf = db
    .select({ record: events.record })
    .from(events)
    .where(eq(events.n, slot('n')))
    .prepare();
  const redChange = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(
      and(
        sql`${changes.seq} > ${slot('after')}`,
        sql`(${changes.tlpBefore} = ${red} or ${changes.tlpAfter} = ${red})`,
      ),
    )
    .limit(1)
    .prepare();
  const counted = new Map<string, Tally>();
  let at: Position = { seq: 0, chain: '' };
  // A version is counted under the same values for ever.
  const read = new Map<number, { version: number; values: Record<Dimension, string[]> }>();

  /** Forgets what is no longer so at this position. */
  function follow(head: Position): void {
    if (head.chain === at.chain) return;
    const isContinued = journal.goesOnFrom(at);
    // Of another database, such as a backup that was written into this one, the same version is of another record.
    if (!isContinued) read.clear();
    const isSame = isContinued && head.seq - at.seq <= mostChanges && !redChange.get({ after: at.seq });
    if (!isSame) counted.clear();
    at = head;
  }

  function redValues(n: number, version: number): Record<Dimension, string[]> | undefined {
    const known = read.get(n);
    if (known?.version === version) return known.values;
    const found = recordOf.get({ n });
    if (!found) return undefined;
    const values = valuesOf(found.record);
    if (read.size >= mostRead) read.clear();
    read.set(n, { version, values });
    return values;
  }

  function count(who: Principal): Tally {
    const tally = new Map<Dimension, Map<string, number>>(
      dimensions.map((dimension) => [dimension, new Map()]),
    );
    for (const { n, version } of named.all({ who: who.id })) {
      const values = redValues(n, version);
      for (const [dimension, ofDimension] of tally) {
        for (const value of values?.[dimension] ?? []) {
          ofDimension.set(value, (ofDimension.get(value) ?? 0) + 1);
        }
      }
    }
    return tally;
  }

  return (who) => {
    follow(journal.head());
    const known = counted.get(who.id);
    if (known) return known;
    if (counted.size >= mostCounted) counted.clear();
    const tally = count(who);
    counted.set(who.id, tally);
    return tally;
  };
}
