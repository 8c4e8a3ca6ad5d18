import { and, asc, eq, gt } from 'drizzle-orm';
import { similarityKeysOf } from '../../rules/similar/keys';
import type { Connection, Db } from '../client';
import { eventKeys, events } from '../schema/events';
import { meta } from '../schema/reference';

/** Increase it if `similarityKeysOf` changes: all keys are then written again. */
const keyVersion = 1;
/** Events in a step; a command that arrives meanwhile waits some 20 ms. */
const batchSize = 100;
const metaKey = 'similarity keys';
const filled = `${keyVersion} filled`;

/**
 * Writes the keys by which similar events are found, of events that an earlier version logged. Each call of the returned
 * function is a transaction and returns whether there is more. The last event is stored with each step, so that a start
 * continues where the last one ended. Until the end, older events are found by their words and dates only. Null if all
 * keys are there.
 */
export function fillKeys(db: Db, inTransaction: (work: () => void) => void): (() => boolean) | null {
  const stored = db.select().from(meta).where(eq(meta.key, metaKey)).get()?.value ?? '';
  if (stored === filled) return null;
  const [version, last] = stored.split(' ');
  const isContinued = version === String(keyVersion);
  let after = isContinued ? Number(last) : 0;
  let isToClear = !isContinued;
  return () => {
    let next: number | null = null;
    inTransaction(() => {
      if (isToClear) db.delete(eventKeys).run();
      const rows = db
        .select({ n: events.n, record: events.record })
        .from(events)
        .where(and(gt(events.n, after), eq(events.isDeleted, false)))
        .orderBy(asc(events.n))
        .limit(batchSize)
        .all();
      const keys = rows.flatMap(({ n, record }) =>
        similarityKeysOf(record).map((key) => ({ key, eventN: n })),
      );
      if (keys.length > 0) db.insert(eventKeys).values(keys).onConflictDoNothing().run();
      next = rows.at(-1)?.n ?? null;
      const value = next === null ? filled : `${keyVersion} ${next}`;
      db.insert(meta)
        .values({ key: metaKey, value })
        .onConflictDoUpdate({ target: meta.key, set: { value } })
        .run();
    });
    // Advanced only after the commit: rows that were rolled back are written again.
    isToClear = false;
    after = next ?? after;
    return next !== null;
  };
}

/** Do all events have their keys? */
export function areKeysFilled(connection: Connection): boolean {
  const value = connection.prepare<[string], string>('select value from meta where key = ?').pluck();
  return value.get(metaKey) === filled;
}
