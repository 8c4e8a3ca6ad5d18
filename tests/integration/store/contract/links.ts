import { expect } from '@playwright/test';
import { localPrincipal as local } from '@/db/model/access/principal';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** Links are stored apart from the events that they connect. */
export function linksContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , , strict] = people;
  if (!clear || !strict) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: links`, () => {
    test('a link shows in both events and changes neither version', async ({ store }) => {
      const foretold = await store.createEvent(local, threat(), newKey());
      const { event } = await store.createEvent(
        local,
        incident({ incident: { phase: 'over', realises: [foretold.event.id] } }),
        newKey(),
      );
      const now = await store.getEvent(local, foretold.event.id);
      expect(now).toMatchObject({ version: 1, threat: { realisedBy: [event.id] } });
      const unlinked = await store.updateEvent(local, event.id, 1, incident(), null);
      expect(unlinked).toMatchObject({ version: 1, incident: { realises: [] } });
      expect((await store.getEvent(local, foretold.event.id)).threat?.realisedBy).toEqual([]);
    });

    test('an edit based on an earlier state keeps links added since, and removes only known links', async ({
      store,
    }) => {
      const { event: foretold } = await store.createEvent(local, threat(), newKey());
      const first = await store.createEvent(local, incident(), newKey());
      const second = await store.createEvent(local, incident(), newKey());
      const realisedBy = [first.event.id];
      await store.updateEvent(local, foretold.id, 1, threat({ threat: { realisedBy } }), null, []);
      const renamed = incident({ title: 'Shots at the gate' });
      await store.updateEvent(local, first.event.id, 1, renamed, null, []);
      expect((await store.getEvent(local, foretold.id)).threat?.realisedBy).toEqual([first.event.id]);

      const both = threat({ threat: { realisedBy: [second.event.id] } });
      await store.updateEvent(local, foretold.id, 1, both, null, []);
      const none = await store.updateEvent(local, foretold.id, 1, threat(), null, [second.event.id]);
      expect(none.threat?.realisedBy).toEqual([first.event.id]);
    });

    test('the journal names the linked event when an event is deleted or marked differently', async ({
      store,
    }) => {
      const foretold = await store.createEvent(local, threat(), newKey());
      const realises = [foretold.event.id];
      const { event } = await store.createEvent(local, incident({ incident: { realises } }), newKey());
      const changesAfter = async (task: () => Promise<unknown>) => {
        const { seq } = await store.head(local);
        await task();
        return (await store.readJournal(local, seq, 100)).records;
      };
      const stricter = incident({ incident: { realises }, tlp: 'amber' });
      expect(await changesAfter(() => store.updateEvent(local, event.id, 1, stricter, null))).toEqual([
        expect.objectContaining({ type: 'event', id: event.id }),
        expect.objectContaining({
          type: 'link',
          id: foretold.event.id,
          markings: [
            { tlp: 'clear', recipients: [] },
            { tlp: 'amber', recipients: [] },
          ],
        }),
      ]);
      expect(await changesAfter(() => store.deleteEvent(local, event.id, 2, 'logged twice'))).toEqual([
        expect.objectContaining({ type: 'event', id: event.id }),
        expect.objectContaining({
          type: 'link',
          id: foretold.event.id,
          markings: [{ tlp: 'amber', recipients: [] }],
        }),
      ]);
      expect((await store.getEvent(local, foretold.event.id)).threat?.realisedBy).toEqual([]);
    });

    test('a link never names an event that the reader may not see', async ({ store }) => {
      const hidden = await store.createEvent(strict, threat({ tlp: 'amber+strict' }), newKey());
      const { event } = await store.createEvent(
        strict,
        incident({ incident: { realises: [hidden.event.id] } }),
        newKey(),
      );
      expect((await store.getEvent(clear, event.id)).incident?.realises).toEqual([]);
      expect((await store.getEvent(strict, event.id)).incident?.realises).toEqual([hidden.event.id]);
      const edited = await store.updateEvent(clear, event.id, 1, incident({ title: 'Corrected' }), null);
      expect(edited.title).toBe('Corrected');
      expect((await store.getEvent(strict, event.id)).incident?.realises).toEqual([hidden.event.id]);
    });
  });
}
