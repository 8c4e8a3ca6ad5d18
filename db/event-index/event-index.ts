import { failure } from '@/db/model/errors';
import type { Event } from '@/db/model/event/event';
import { type Columns, createColumns } from './columns';
import type { Head, IndexSource } from './source';

/** Entries read in a step of building, which takes some 20 ms. */
const buildBatch = 5_000;
/** Entries of the journal read in a step of following. */
const followBatch = 500;
/** How long an answer may wait for the index. */
const maxFollowMillis = 2_000;

export type EventIndex = {
  columns(): Columns;
  /** Reads the next entries; returns whether there are more. */
  buildStep(): Promise<boolean>;
  isBuilt(): boolean;
  /**
   * Applies the journal up to the head of the source's snapshot, and returns that head. If the snapshot is of another
   * history, the index is built again. What was done before it fails stays done.
   * @throws AppError 'index-building' if it takes longer than two seconds
   */
  follow(): Promise<Head>;
  /** The current threats and ongoing incidents, by number; without their links. */
  activeEvents(): Promise<ReadonlyMap<number, Event>>;
};

/** Keeps the columns of all events equal to a snapshot of the source. */
export function createEventIndex(source: IndexSource): EventIndex {
  let columns = createColumns();
  let at: Head | null = null;
  let isBuilt = false;
  let lastNumber = 0;
  const active = new Map<number, Event>();

  async function buildStep(): Promise<boolean> {
    if (isBuilt) return false;
    // Taken before the first entry is read: what changes meanwhile is applied when the index follows the journal.
    at ??= await source.head();
    const entries = await source.entries(lastNumber, buildBatch);
    for (const entry of entries) columns.put(entry);
    lastNumber = entries.at(-1)?.[0] ?? lastNumber;
    isBuilt = entries.length < buildBatch;
    return !isBuilt;
  }

  function reset(): void {
    columns = createColumns();
    active.clear();
    [at, isBuilt, lastNumber] = [null, false, 0];
  }

  async function follow(): Promise<Head> {
    const deadline = Date.now() + maxFollowMillis;
    const checkTime = () => {
      if (Date.now() > deadline) throw failure('index-building');
    };
    const head = await source.head();
    // Another history, such as that of a backup that was written into the running database.
    if (at && (head.epoch !== at.epoch || !(await source.contains(at)))) reset();
    while (await buildStep()) checkTime();
    at ??= head;
    while (at.seq < head.seq) {
      checkTime();
      const { to, changed, removed, hasRenamed } = await source.changes(at.seq, followBatch);
      for (const entry of changed) {
        columns.put(entry);
        active.delete(entry[0]);
      }
      for (const n of removed) {
        columns.remove(n);
        active.delete(n);
      }
      if (hasRenamed) active.clear();
      at = { epoch: head.epoch, ...to };
    }
    return head;
  }

  async function activeEvents(): Promise<ReadonlyMap<number, Event>> {
    const numbers = columns.active();
    const missing = [...numbers].filter((n) => !active.has(n));
    if (missing.length > 0) for (const [n, event] of await source.events(missing)) active.set(n, event);
    for (const n of active.keys()) if (!numbers.has(n)) active.delete(n);
    return active;
  }

  return { columns: () => columns, buildStep, isBuilt: () => isBuilt, follow, activeEvents };
}
