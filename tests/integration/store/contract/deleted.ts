import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { Store } from '@/db/store';
import { assertProperty } from '../../../support/assert-property';
import { createReferences, listAll } from '../listing';
import { anyEvent, anyPerson, eventsOf, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const all = { filter: {}, limit: 100, after: null };
const isAllowed = (who: Principal, event: Event) => visible(who, { ...event, createdBy: event.createdBy.id });

async function idsOf(store: Store, who: Principal): Promise<string[]> {
  return eventsOf(await store.listDeleted(who, all)).map(({ id }) => id);
}

/** Who may see and restore deleted events, and what a restore brings back. */
export function deletedContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: deleted events`, () => {
    test('each reader lists and restores exactly the deleted events they may see', async ({ store }) => {
      const { missions, actors } = await createReferences(store);
      const draft = fc.tuple(anyPerson, anyEvent(missions, actors), anyPerson);
      await assertProperty(
        fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 5 }), async (drafts) => {
          const logged: { event: Event; restorer: Principal }[] = [];
          for (const [by, input, restorer] of drafts) {
            const mayMark = visible(by, { ...input, createdBy: by.id });
            const given = mayMark ? input : { ...input, tlp: 'clear' as const, recipients: [] };
            const { event } = await store.createEvent(by, given, newKey());
            logged.push({ event, restorer });
          }
          const before = await Promise.all(people.map((who) => visibleTo(store, who)));
          for (const { event } of logged) {
            const by = people.find((who) => isAllowed(who, event)) ?? local;
            await store.deleteEvent(by, event.id, 1, 'Logged twice');
          }
          for (const who of people) {
            const allowed = logged.filter(({ event }) => isAllowed(who, event)).map(({ event }) => event.id);
            expect(await idsOf(store, who), who.name).toEqual(allowed.reverse());
            const reasons = await store.listDeletionReasons(
              who,
              logged.map(({ event }) => event.id),
            );
            expect([...reasons.keys()].sort()).toEqual([...allowed].sort());
            for (const { event } of logged) {
              const got = await store.getDeleted(who, event.ref).catch(codeOf);
              if (allowed.includes(event.id)) expect(got).toMatchObject({ reason: 'Logged twice' });
              else expect(got).toBe('not-found');
            }
          }
          for (const { event, restorer } of logged) {
            const restored = await store.restoreEvent(restorer, event.id, 'By mistake', null).catch(codeOf);
            if (!isAllowed(restorer, event)) {
              expect(restored).toBe('not-found');
              const by = people.find((who) => isAllowed(who, event)) ?? local;
              await store.restoreEvent(by, event.id, 'By mistake', null);
            }
          }
          const after = await Promise.all(people.map((who) => visibleTo(store, who)));
          expect(after).toEqual(before);
        }),
        { numRuns: 20 },
      );
    });

    test('a viewer can neither list nor read deleted events', async ({ store }) => {
      const viewer: Principal = { ...local, role: 'viewer' };
      await expect(store.listDeleted(viewer, all)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(store.getDeleted(viewer, 'THR-2026-0001')).rejects.toMatchObject({ kind: 'forbidden' });
    });

    test('the link between two deleted events returns once both are restored', async ({ store }) => {
      const { event: foretold } = await store.createEvent(local, threat(), newKey());
      const realises = [foretold.id];
      const { event } = await store.createEvent(local, incident({ incident: { realises } }), newKey());
      await store.deleteEvent(local, foretold.id, 1, 'Twice');
      await store.deleteEvent(local, event.id, 1, 'Twice');
      const first = await store.restoreEvent(local, event.id, 'By mistake', null);
      expect(first.event.incident?.realises).toEqual([]);
      const { seq } = await store.head(local);
      const second = await store.restoreEvent(local, foretold.id, 'By mistake', null);
      expect(second.event.threat?.realisedBy).toEqual([event.id]);
      expect((await store.getEvent(local, event.id)).incident?.realises).toEqual(realises);
      expect((await store.readJournal(local, seq, 10)).records).toEqual([
        expect.objectContaining({ type: 'event', id: foretold.id, version: 3 }),
        expect.objectContaining({
          type: 'link',
          id: event.id,
          markings: [{ tlp: 'clear', recipients: [] }],
        }),
      ]);
    });

    test('concurrent restores of one event create one version', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      await store.deleteEvent(local, event.id, 1, 'Twice');
      const tries = await Promise.allSettled(
        Array.from({ length: 6 }, () => store.restoreEvent(local, event.id, 'By mistake', null)),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.getEvent(local, event.id)).version).toBe(3);
    });
  });
}

/** Everything a reader sees of the events, without the versions that a deletion and a restore add. */
async function visibleTo(store: Store, who: Principal): Promise<unknown> {
  const events = [...(await listAll(store, who)).values()].map(
    ({ version: _, updatedAt: __, updatedBy: ___, ...event }) => event,
  );
  const { facets, counts, total } = (await store.board(who, {}, Date.now())).figures;
  return { events, facets, counts, total };
}

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), 'code');
}
