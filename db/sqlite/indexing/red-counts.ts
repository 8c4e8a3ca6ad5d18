import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { recipientIdOf } from '../../model/access/visible';
import { tlpRank } from '../../model/words';
import type { Position } from '../../store';
import type { Db } from '../client';
import type { JournalTable } from '../journal/journal';
import { isRecipientSql, readerPlaceholders } from '../queries/visible';
import { events, recipients } from '../schema/events';
import { changes } from '../schema/journal';
import { type Dimension, dimensions, type Tally, valuesOf } from './counts';

const red = tlpRank('red');
/** Cached records; about 20 MB. */
const mostRead = 50_000;
/** Cached readers; about 50 bytes for each record that names one. */
const mostCounted = 100;
/** Past this number of changes, counting again takes less time than finding the red ones among them. */
const mostChanges = 2_000;
/** Past this number of changes of red records, counting again takes less time than updating the counts. */
const mostRenewed = 100;

type Values = Record<Dimension, string[]>;
type Names = { who: string; owner: string };
type Counted = { names: Names; tally: Map<Dimension, Map<string, number>>; records: Map<string, Values> };

/**
 * Counts the red records that name a reader. The counts are cached and updated with the records that have changed
 * according to the journal: counting thousands of records after each change took a third of the board's time, and
 * more as the database grew.
 */
export function createRedTally(db: Db, journal: JournalTable): (who: Principal) => Tally {
  const slot = sql.placeholder;
  const selectNamed = (where?: SQL) =>
    db
      .selectDistinct({ id: events.id, version: events.version })
      .from(recipients)
      .innerJoin(events, eq(events.n, recipients.eventN))
      .where(and(isRecipientSql(readerPlaceholders), eq(events.tlp, red), eq(events.isDeleted, false), where))
      .prepare();
  const named = selectNamed();
  const namedOne = selectNamed(eq(events.id, slot('id')));
  const recordOf = db
    .select({ record: events.record })
    .from(events)
    .where(eq(events.id, slot('id')))
    .prepare();
  const redChanges = db
    .select({ id: changes.recordId })
    .from(changes)
    .where(
      and(
        sql`${changes.seq} > ${slot('after')}`,
        sql`(${changes.tlpBefore} = ${red} or ${changes.tlpAfter} = ${red})`,
      ),
    )
    .limit(mostRenewed + 1)
    .prepare();
  const counted = new Map<string, Counted>();
  let at: Position = { seq: 0, chain: '' };
  // The values of a version never change.
  const read = new Map<string, { version: number; values: Values }>();

  /** Updates the cached counts to this position. */
  function follow(head: Position): void {
    if (head.chain === at.chain) return;
    const isContinued = journal.isContinuationOf(at);
    // In another history, such as that of a restored backup, the same version may have other values.
    if (!isContinued) read.clear();
    const isNear = isContinued && head.seq - at.seq <= mostChanges;
    const changed = isNear ? redChanges.all({ after: at.seq }) : [];
    if (!isNear || changed.length > mostRenewed) counted.clear();
    for (const one of counted.values()) for (const { id } of changed) renew(one, id);
    at = head;
  }

  function renew(one: Counted, id: string): void {
    const before = one.records.get(id);
    if (before) step(one, before, -1);
    one.records.delete(id);
    const row = namedOne.get({ ...one.names, id });
    if (row) add(one, row);
  }

  function add(one: Counted, { id, version }: { id: string; version: number }): void {
    const values = valuesAt(id, version);
    if (!values) return;
    one.records.set(id, values);
    step(one, values, 1);
  }

  function valuesAt(id: string, version: number): Values | undefined {
    const known = read.get(id);
    if (known?.version === version) return known.values;
    const found = recordOf.get({ id });
    if (!found) return undefined;
    const values = valuesOf(found.record);
    if (read.size >= mostRead) read.clear();
    read.set(id, { version, values });
    return values;
  }

  return (who) => {
    follow(journal.head());
    const known = counted.get(who.id);
    if (known) return known.tally;
    if (counted.size >= mostCounted) counted.clear();
    const one: Counted = {
      names: { who: who.id, owner: recipientIdOf(who) },
      tally: new Map(dimensions.map((dimension) => [dimension, new Map()])),
      records: new Map(),
    };
    for (const row of named.all(one.names)) add(one, row);
    counted.set(who.id, one);
    return one.tally;
  };
}

function step({ tally }: Counted, values: Values, by: 1 | -1): void {
  for (const [dimension, ofDimension] of tally) {
    for (const value of values[dimension]) {
      const events = (ofDimension.get(value) ?? 0) + by;
      if (events > 0) ofDimension.set(value, events);
      else ofDimension.delete(value);
    }
  }
}
