import { expect, test as runner } from '@playwright/test';
import { localPrincipal as local } from '@/db/model/access/principal';
import { type VisitInput, visitInput } from '@/db/model/reference';
import { listAll } from '../listing';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** Commands check what their principal may see: neither refusals nor counts reveal hidden records. */
export function unseenContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [, green, amber] = people;
  if (!green || !amber) throw new Error('The people of the store tests have changed');

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

  test.describe(`${name}: hidden records`, () => {
    test('marking a visit stricter is refused because of visible events only', async ({ store }) => {
      const made = await store.createRecord(green, 'visit', visit('green'), newKey());
      const unnamed = await store.createRecord(green, 'visit', visit('green'), newKey());
      const input = (tlp: string, more = {}) =>
        threat({
          tlp,
          targets: [{ country: 'CN', type: 'delegation', visitId: made.record.id }],
          ...more,
        });
      const hidden = await store.createEvent(amber, input('amber'), newKey());
      const { event: shown } = await store.createEvent(green, input('green'), newKey());
      await expect(store.updateRecord(green, 'visit', made.record.id, 1, visit('red'))).rejects.toMatchObject(
        {
          kind: 'invalid',
          errors: [{ path: 'tlp' }],
        },
      );
      await store.deleteEvent(green, shown.id, 1, 'Mistake');

      const marked = await store.updateRecord(green, 'visit', made.record.id, 1, visit('red'));
      const other = await store.updateRecord(green, 'visit', unnamed.record.id, 1, visit('red'));
      expect({ ...marked, id: '' }).toEqual({ ...other, id: '' });
      // The event keeps its marking and the visit’s id, and users who cannot see the visit can still edit it.
      expect(await store.getEvent(amber, hidden.event.id)).toEqual(hidden.event);
      await expect(store.getRecord(amber, 'visit', made.record.id)).rejects.toMatchObject({
        code: 'not-found',
      });
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
      ).rejects.toMatchObject({ kind: 'invalid', errors: [{ path: 'targets.0.visitId' }] });
    });

    test('an undo is the same whether or not a hidden record was linked since', async ({ store }) => {
      const { event } = await store.createEvent(amber, threat({ title: 'Letter' }), newKey());
      const { operationId } = await store.applyBatch(amber, {
        operation: 'bulk',
        mode: 'good-rows',
        reason: null,
        items: [{ type: 'event', act: 'update', id: event.id, version: 1, input: threat({ title: 'New' }) }],
      });
      const hidden = incident({ tlp: 'red', incident: { phase: 'over', realises: [event.id] } });
      const linked = await store.createEvent(local, hidden, newKey());
      const { changed, skipped } = await store.undoOperation(amber, operationId, 'Wrong list');
      expect({ changed, skipped }).toEqual({ changed: 1, skipped: [] });
      const undone = await store.getEvent(local, event.id);
      expect(undone).toMatchObject({ title: 'Letter', threat: { realisedBy: [linked.event.id] } });
    });
  });

  runner.describe(`${name}: hidden examples`, () => {
    runner('only examples that the caller may see are removed and counted', async () => {
      const { store, remove } = await open('example');
      const hidden = await store.createEvent(
        amber,
        incident({ handling: 'example', tlp: 'amber', title: 'Marked example' }),
        newKey(),
      );
      const seen = [...(await listAll(store, green)).values()];
      const visits = (await store.listRecords(green, 'visit', { limit: 10, after: null })).items;
      expect(await store.removeExamples(green)).toBe(seen.length);
      expect([...(await listAll(store, amber)).keys()]).toContain(hidden.event.id);
      expect((await listAll(store, green)).size).toBe(0);
      expect(visits.length).toBeGreaterThan(0);
      expect((await store.listRecords(green, 'visit', { limit: 10, after: null })).items).toEqual([]);
      expect(await store.removeExamples(local)).toBeGreaterThan(0);
      await remove();
    });
  });
}
