import { createPartSizer } from '@/db/batches';
import { type Principal, systemPrincipal } from '@/db/model/access/principal';
import { systemId } from '@/db/model/access/principal-ids';
import type { Event } from '@/db/model/event/event';
import type { EventKey, Store } from '@/db/store';

type RemovalStore = Pick<Store, 'listEvents' | 'readExercise' | 'removeExercise'>;

const pageSize = 500;

/**
 * Stops the exercise and deletes its records: those that Chancery has written, and all others marked as an exercise that
 * this principal may see, no matter who logged them. Returns how many events that they may see are gone, also those that
 * another process has deleted meanwhile. Repeating it has no effect, and finishes a removal that was interrupted.
 */
export async function removeExercise(store: RemovalStore, by: Principal): Promise<number> {
  const exercise = (await store.readExercise(by))?.id ?? null;
  const counted = new Set((await listExercises(store, by)).map(({ id }) => id));
  // First, so that the player writes no further step.
  await store.removeExercise(by, { exercise, ids: [], isLast: false });
  const sizer = createPartSizer();
  const tried = new Set<string>();
  // Again while there are more, because others may log some meanwhile.
  for (;;) {
    const { own, written } = await listIds(store, by);
    for (const id of own) counted.add(id);
    const ids = [...new Set([...own, ...written])].filter((id) => !tried.has(id));
    if (ids.length === 0) break;
    for (let from = 0; from < ids.length; ) {
      const part = ids.slice(from, from + sizer.next());
      const { heldMillis } = await store.removeExercise(by, { exercise, ids: part, isLast: false });
      sizer.record(part.length, heldMillis);
      for (const id of part) tried.add(id);
      from += part.length;
    }
  }
  await store.removeExercise(by, { exercise, ids: [], isLast: true });
  for (const { id } of await listExercises(store, by)) counted.delete(id);
  return counted.size;
}

async function listIds(store: RemovalStore, by: Principal): Promise<{ own: string[]; written: string[] }> {
  const own = await listExercises(store, by);
  const all = await listExercises(store, systemPrincipal);
  return {
    own: own.map(({ id }) => id),
    written: all.filter(({ createdBy }) => createdBy.id === systemId).map(({ id }) => id),
  };
}

async function listExercises(store: RemovalStore, by: Principal): Promise<Event[]> {
  const found: Event[] = [];
  let after: EventKey | null = null;
  do {
    const page = await store.listEvents(by, {
      filter: { handling: ['exercise'] },
      sort: 'at',
      limit: pageSize,
      after,
    });
    const items: Event[] = JSON.parse(new TextDecoder().decode(page.itemsJson));
    found.push(...items);
    after = page.next;
  } while (after !== null);
  return found;
}
