import { expect } from '@playwright/test';
import { localPrincipal as local, systemPrincipal as system } from '@/db/model/access/principal';
import { exerciseSettings } from '@/db/model/exercise';
import { actorInput, visitInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import type { ExerciseStep } from '@/db/store-exercise';
import type { BatchItem } from '@/db/store-operations';
import { removeExercise } from '@/server/exercise/remove-exercise';
import { listAll } from '../listing';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const settings = exerciseSettings.parse({});
const handling = 'exercise';

function stepOf(items: BatchItem[], more: Partial<ExerciseStep> = {}): ExerciseStep {
  return {
    clock: { at: 0, began: 0, paused: 0 },
    records: [],
    items: items.map((item, index) => ({ name: `event ${index}`, item })),
    isPreparation: true,
    phase: 'preparing',
    reason: null,
    ...more,
  };
}

function creation(input: ReturnType<typeof threat>): BatchItem {
  return { type: 'event', act: 'create', input };
}

async function removeAll(store: Store, by: typeof local): Promise<number> {
  const ids = [...(await listAll(store, local)).keys(), ...(await listAll(store, system)).keys()];
  const exercise = (await store.readExercise(by))?.id ?? null;
  const { removed } = await store.removeExercise(by, { exercise, ids, isLast: true });
  return removed;
}

/** The exercise: one at a time, each step once, and a removal that takes all that belongs to it and nothing else. */
export function exerciseContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [, green, amber] = people;
  if (!green || !amber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: exercise`, () => {
    test('there is one exercise at a time', async ({ store }) => {
      expect(await store.readExercise(green)).toBeNull();
      const { id } = await store.startExercise(amber, settings);
      expect(await store.readExercise(green)).toMatchObject({
        id,
        startedBy: { id: amber.id, name: amber.name },
        recipient: amber.id,
        phase: 'preparing',
      });
      await expect(store.startExercise(green, settings)).rejects.toMatchObject({ code: 'exercise-exists' });
      await removeAll(store, green);
      expect(await store.readExercise(green)).toBeNull();
      expect((await store.startExercise(local, settings)).recipient).toBeNull();
    });

    test('a removal by somebody who loses their clearance meanwhile ends, and leaves what they may no longer see', async ({
      store,
    }) => {
      await store.putPrincipal(system, green);
      const { event } = await store.createEvent(local, threat({ handling, tlp: 'amber' }), newKey());
      expect(await removeExercise(store, { ...green, clearance: 'amber' })).toBe(0);
      expect((await listAll(store, local)).has(event.id)).toBe(true);
    });

    test('a step is written once, or not at all if one of its events is refused', async ({ store }) => {
      const { id } = await store.startExercise(local, settings);
      const bad = threat({ handling, actors: [{ actorId: amber.id, role: 'suspected' }] });
      const refused = await store.advanceExercise(
        system,
        { id, step: 0 },
        stepOf([creation(threat({ handling })), creation(bad)]),
      );
      expect(refused?.refused).toMatchObject([{ index: 1, code: 'invalid-fields' }]);
      expect((await listAll(store, local)).size).toBe(0);

      const step = stepOf([creation(threat({ handling }))], { phase: 'ended' });
      const written = await store.advanceExercise(system, { id, step: 0 }, step);
      const [event] = (await listAll(store, local)).keys();
      expect(written?.state).toMatchObject({ step: 1, phase: 'ended', ids: { 'event 0': event } });
      expect(await store.advanceExercise(system, { id, step: 0 }, step)).toBeNull();
      await store.removeExercise(local, { exercise: id, ids: [], isLast: false });
      expect(await store.advanceExercise(system, { id, step: 1 }, step)).toBeNull();
      expect((await listAll(store, local)).size).toBe(1);
    });

    test('a removal takes what the system wrote and what the caller may see, and counts only the latter', async ({
      store,
    }) => {
      const { id } = await store.startExercise(amber, settings);
      await store.advanceExercise(
        system,
        { id, step: 0 },
        stepOf([
          creation(threat({ handling, title: 'Shown', tlp: 'green' })),
          creation(threat({ handling, title: 'Hidden', tlp: 'red', recipients: [amber.id] })),
        ]),
      );
      const drill = await store.createEvent(green, incident({ handling, tlp: 'green' }), newKey());
      const hidden = await store.createEvent(amber, incident({ handling, tlp: 'amber' }), newKey());
      const real = await store.createEvent(green, incident({ tlp: 'green' }), newKey());
      const ids = [...(await listAll(store, amber)).keys()];
      expect(ids).toHaveLength(5);
      expect(await store.removeExercise(green, { exercise: id, ids, isLast: true })).toMatchObject({
        removed: 2,
      });
      expect([...(await listAll(store, amber)).keys()].sort()).toEqual(
        [hidden.event.id, real.event.id].sort(),
      );
      // What people logged can be restored, like any deleted record.
      await store.restoreEvent(green, drill.event.id, 'Kept after all', null);
    });

    test('a removal that another has overtaken leaves the next exercise as it is', async ({ store }) => {
      const { id: removed } = await store.startExercise(local, settings);
      await store.removeExercise(local, { exercise: removed, ids: [], isLast: true });
      const next = await store.startExercise(local, settings);
      await store.advanceExercise(system, { id: next.id, step: 0 }, stepOf([creation(threat({ handling }))]));
      const ids = [...(await listAll(store, local)).keys()];
      for (const exercise of [removed, null]) {
        expect(await store.removeExercise(local, { exercise, ids, isLast: true })).toMatchObject({
          removed: 0,
        });
      }
      expect(await store.readExercise(local)).toMatchObject({ id: next.id, phase: 'preparing' });
      expect([...(await listAll(store, local)).keys()]).toEqual(ids);
    });

    test('an actor goes although an event that the caller may not see names it, and that event names it no more', async ({
      store,
    }) => {
      const { id } = await store.startExercise(amber, settings);
      const slugs = ['seen', 'unseen'];
      const records = slugs.map((name) => ({
        name,
        type: 'actor' as const,
        input: actorInput.parse({ name }),
      }));
      const written = await store.advanceExercise(system, { id, step: 0 }, stepOf([], { records }));
      const naming = (name: string, tlp: 'green' | 'red') => ({
        ...incident({ tlp, actors: [{ actorId: written?.state.ids[name], role: 'suspected' }] }),
        recipients: tlp === 'red' ? [amber.id] : [],
      });
      const hidden = await store.createEvent(amber, naming('unseen', 'red'), newKey());
      const shown = await store.createEvent(green, naming('seen', 'green'), newKey());
      await store.removeExercise(green, { exercise: id, ids: [], isLast: true });
      const { items } = await store.listRecords(green, 'actor', { limit: 10, after: null });
      expect(items.map(({ name }) => name)).toEqual(['seen']);
      expect((await store.getEvent(amber, hidden.event.id)).actors).toEqual([]);
      expect((await store.getEvent(amber, shown.event.id)).actors).toMatchObject([{ name: 'seen' }]);
    });

    test('records that people have made their own, and what they name, outlast the exercise', async ({
      store,
    }) => {
      const { id } = await store.startExercise(local, settings);
      const visit = visitInput.parse({
        country: 'CN',
        host: 'AF',
        title: 'EXERCISE Talks',
        from: '2026-05-01',
        to: '2026-05-03',
        tlp: 'clear',
      });
      const actorOf = (slug: string) => ({
        name: slug,
        type: 'actor' as const,
        input: actorInput.parse({ name: slug }),
      });
      const records = [
        actorOf('named'),
        actorOf('unnamed'),
        { name: 'visit', type: 'visit' as const, input: visit },
      ];
      const first = await store.advanceExercise(system, { id, step: 0 }, stepOf([], { records }));
      await store.advanceExercise(system, { id, step: 1 }, stepOf([creation(threat({ handling }))]));
      const [made] = [...(await listAll(store, local)).values()];
      if (!made) throw new Error('The step has written an event');
      await store.updateEvent(local, made.id, made.version, threat({ title: 'It happened' }), null);
      const actors = [{ actorId: first?.state.ids.named, role: 'suspected' as const }];
      const own = await store.createEvent(local, incident({ actors }), newKey());

      expect(await removeAll(store, local)).toBe(0);
      expect([...(await listAll(store, local)).keys()].sort()).toEqual([made.id, own.event.id].sort());
      expect((await store.listRecords(local, 'visit', { limit: 10, after: null })).items).toEqual([]);
      const left = (await store.listRecords(local, 'actor', { limit: 10, after: null })).items;
      expect(left.map((one) => one.name)).toEqual(['named']);
      // The next removal takes the actor, once nothing names it.
      await store.deleteEvent(local, own.event.id, 1, 'Mistake');
      await removeAll(store, local);
      expect((await store.listRecords(local, 'actor', { limit: 10, after: null })).items).toEqual([]);
    });
  });
}
