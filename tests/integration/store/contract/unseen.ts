import { expect, test as runner } from '@playwright/test';
import { localPrincipal as local } from '@/db/model/access/principal';
import { type VisitInput, visitInput } from '@/db/model/reference';
import { listAll } from '../listing';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** Commands judge by what their principal may see: neither a refusal nor a count tells of hidden records. */
export function unseenContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [, green, amber] = people;
  if (!green || !amber) throw new Error('People of each clearance are needed');

  function visit(tlp: VisitInput['tlp']): VisitInput {
    return visitInput.parse({
      country: 'CN',
      host: 'AF',
      title: 'Talks',
      from: '2026-05-01',
      to: '2026-05-03',
      tlp,
    });
  }

  test.describe(`${name}: what a person may not see`, () => {
    test('marking a visit stricter is refused for a milder event that one may see, and tells nothing of a hidden one', async ({
      store,
    }) => {
      const made = await store.createVisit(green, visit('green'), newKey());
      const unnamed = await store.createVisit(green, visit('green'), newKey());
      const input = (tlp: string, more = {}) =>
        threat({
          tlp,
          targets: [{ country: 'CN', type: 'delegation', visitId: made.visit.id }],
          ...more,
        });
      const hidden = await store.createEvent(amber, input('amber'), newKey());
      const { event: shown } = await store.createEvent(green, input('green'), newKey());
      await expect(store.updateVisit(green, made.visit.id, 1, visit('red'))).rejects.toMatchObject({
        code: 'invalid',
        errors: [{ path: 'tlp' }],
      });
      await store.deleteEvent(green, shown.id, 1, 'Mistake');

      const marked = await store.updateVisit(green, made.visit.id, 1, visit('red'));
      const other = await store.updateVisit(green, unnamed.visit.id, 1, visit('red'));
      expect({ ...marked, id: '' }).toEqual({ ...other, id: '' });
      // The event keeps its marking and the id of the visit, and can still be edited by those who do not see the visit.
      expect(await store.getEvent(amber, hidden.event.id)).toEqual(hidden.event);
      await expect(store.getVisit(amber, made.visit.id)).rejects.toMatchObject({ code: 'not-found' });
      const edited = await store.updateEvent(
        amber,
        hidden.event.id,
        1,
        input('amber', { title: 'Second letter' }),
        null,
      );
      expect(edited.targets).toEqual(hidden.event.targets);
      await expect(
        store.createEvent(amber, input('amber'), newKey()),
        'A new reference names no hidden visit',
      ).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'targets.0.visitId' }] });
    });
  });

  runner.describe(`${name}: examples that a person may not see`, () => {
    runner('the examples are removed and counted as far as the caller may see them', async () => {
      const { store, remove } = await open('example');
      const hidden = await store.createEvent(
        amber,
        incident({ handling: 'example', tlp: 'amber', title: 'Marked example' }),
        newKey(),
      );
      const seen = [...(await listAll(store, green)).values()];
      const visits = (await store.listVisits(green, { limit: 10, after: null })).items;
      expect(await store.removeExamples(green)).toBe(seen.length);
      expect([...(await listAll(store, amber)).keys()]).toContain(hidden.event.id);
      expect((await listAll(store, green)).size).toBe(0);
      expect(visits.length).toBeGreaterThan(0);
      expect((await store.listVisits(green, { limit: 10, after: null })).items).toEqual([]);
      expect(await store.removeExamples(local)).toBeGreaterThan(0);
      await remove();
    });
  });
}
