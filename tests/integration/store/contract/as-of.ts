import { expect } from '@playwright/test';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import type { Event, EventInput } from '@/db/model/event/event';
import type { Store } from '@/db/store';
import type { Batch, BatchItem } from '@/db/store-operations';
import { createReferences } from '../listing';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const batch: Omit<Batch, 'items'> = { operation: 'bulk', mode: 'good-rows', reason: null };
const create = (more: object): BatchItem => ({ type: 'event', act: 'create', input: threat({ ...more }) });
const codeOf = (error: unknown) => (error instanceof Object && 'code' in error ? error.code : error);

/** Waits until the clock shows another millisecond than that of the last change, and returns the one before. */
async function instant(): Promise<number> {
  const now = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(now);
  return now;
}

/** Events as they stood at an instant. */
export function asOfContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber] = people;
  if (!clear || !amber) throw new Error('The people of the store tests have changed');
  const log = async (store: Store, input: EventInput): Promise<Event> =>
    (await store.createEvent(local, input, newKey())).event;

  test.describe(`${name}: events as they stood`, () => {
    test('an event is read as every version of it was, with its times, links and the names of today', async ({
      store,
    }) => {
      const { actors } = await createReferences(store);
      const linked = await log(store, threat());
      const before = await instant();
      const named = { actors: [{ actorId: actors[0], role: 'suspected' }] };
      const moments: { at: number; event: Event }[] = [];
      const { id, ref } = await log(store, incident(named));
      const keep = async () => {
        const event = await store.getEvent(local, id);
        moments.push({ at: await instant(), event });
      };
      await keep();
      await store.updateEvent(local, id, 1, incident({ ...named, severity: 'severe' }), 'Worse');
      await keep();
      const links = { incident: { phase: 'over', realises: [linked.id] } };
      await store.updateEvent(local, id, 2, incident({ ...named, ...links, severity: 'severe' }), null);
      await keep();
      await store.updateEvent(local, id, 2, incident({ ...named, ...links, title: 'Shots' }), null);
      await keep();
      await store.deleteEvent(local, id, 3, 'Logged twice');
      const deleted = await instant();
      await store.restoreEvent(local, id, 'By mistake', null);
      await keep();
      for (const { at, event } of moments) {
        expect(await store.getEventAsOf(local, id, at)).toEqual(event);
        expect(await store.getEventAsOf(local, ref, at)).toEqual(event);
      }
      expect(await store.getEventAsOf(local, id, before).catch(codeOf)).toBe('not-found');
      expect(await store.getEventAsOf(local, id, deleted).catch(codeOf)).toBe('not-found');
    });

    test('the past shows what both today’s marking and that of then allow', async ({ store }) => {
      const opened = await log(store, threat({ tlp: 'amber' }));
      const closed = await log(store, threat());
      const then = await instant();
      await store.updateEvent(local, opened.id, 1, threat(), null);
      await store.updateEvent(local, closed.id, 1, threat({ tlp: 'amber' }), null);
      for (const { id } of [opened, closed]) {
        expect(await store.getEventAsOf(clear, id, then).catch(codeOf)).toBe('not-found');
        expect(await store.getEventAsOf(amber, id, then)).toMatchObject({ id, version: 1 });
      }
      expect((await store.listChangedSince(clear, then, 0, 10)).items).toEqual([
        { id: opened.id, event: null },
      ]);
    });

    test('the past of an event that is deleted today is shown only to those who read deleted events', async ({
      store,
    }) => {
      const threatened = await log(store, threat());
      const attack = await log(store, incident({ incident: { phase: 'over', realises: [threatened.id] } }));
      const then = await instant();
      const reader: Principal = { ...clear, role: 'viewer' };
      expect(await store.getEventAsOf(reader, threatened.id, then)).toMatchObject({ id: threatened.id });
      await store.deleteEvent(local, threatened.id, 1, 'Logged twice');
      expect(await store.getEventAsOf(clear, threatened.id, then)).toMatchObject({ id: threatened.id });
      expect(await store.getEventAsOf(reader, threatened.id, then).catch(codeOf)).toBe('not-found');
      const linksSeenBy = async (who: Principal) =>
        (await store.getEventAsOf(who, attack.id, then)).incident?.realises;
      expect(await linksSeenBy(clear)).toEqual([threatened.id]);
      expect(await linksSeenBy(reader)).toEqual([]);
      const deletedFor = async (who: Principal) =>
        (await store.listChangedSince(who, then, 0, 10)).items.find(({ id }) => id === threatened.id);
      expect(await deletedFor(clear)).toMatchObject({ event: { id: threatened.id } });
      expect(await deletedFor(reader)).toEqual({ id: threatened.id, event: null });
    });

    test('an imported event has its activity when it happened, and one of the future when it is imported', async ({
      store,
    }) => {
      const began = Date.now();
      const items = ['2019-05-01', '2999-05-01'].map((at) => create({ at }));
      const { applied } = await store.applyBatch(local, { ...batch, operation: 'import', items });
      const [past, future] = await Promise.all(applied.map(({ id }) => store.getEvent(local, id)));
      expect(past?.activityAt).toBe('2019-05-01T00:00:00.000Z');
      expect(Date.parse(past?.loggedAt ?? '')).toBeGreaterThanOrEqual(began);
      expect(future?.activityAt).toBe(future?.loggedAt);
      const asOf = await store.getEventAsOf(local, past?.id ?? '', Date.now());
      expect(asOf.activityAt).toBe(past?.activityAt);
      const changed = await store.applyBatch(local, {
        ...batch,
        items: [create({ at: '2019-05-01' })],
      });
      const { activityAt, loggedAt } = await store.getEvent(local, changed.applied[0]?.id ?? '');
      expect(activityAt).toBe(loggedAt);
    });

    test('events changed since an instant are listed once each, as they stood at it', async ({ store }) => {
      const events: Event[] = [];
      for (const n of [1, 2, 3, 4]) events.push(await log(store, threat({ title: `Letter ${n}` })));
      const [first, second, third] = events;
      if (!first || !second || !third) throw new Error('Nothing was logged');
      const then = await instant();
      await store.updateEvent(local, second.id, 1, threat({ title: 'Once' }), null);
      await store.updateEvent(local, first.id, 1, threat({ title: 'Once' }), null);
      await store.updateEvent(local, second.id, 2, threat({ title: 'Twice' }), null);
      const added = await log(store, threat());
      await store.deleteEvent(local, third.id, 1, 'Logged twice');
      const items = [];
      let after: number | null = 0;
      while (after !== null) {
        const page = await store.listChangedSince(local, then, after, 2);
        items.push(...page.items);
        after = page.next;
      }
      expect(items).toEqual([
        { id: second.id, event: second },
        { id: first.id, event: first },
        { id: added.id, event: null },
        { id: third.id, event: third },
      ]);
    });
  });
}
