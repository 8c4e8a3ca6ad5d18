import { expect } from '@playwright/test';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const hourMillis = 3_600_000;

/** What ended and is still listed, and what a second person is to confirm, for each reader. */
export function endedContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, green, amber] = people;
  if (!clear || !green || !amber) throw new Error('The people of the store tests have changed');

  const endedFor = async (store: Store, who: Principal, since: number) =>
    (await store.listEnded(who, since, 50)).map(({ id }) => id);
  const waitingFor = async (store: Store, who: Principal) =>
    (await store.listToBeConfirmed(who, 50)).map(({ id }) => id);

  test.describe(`${name}: ended and to be confirmed`, () => {
    test('an attack stays listed while its end is recent or to be confirmed, for its readers only', async ({
      store,
    }) => {
      const attack = (phase: string, tlp: string) => incident({ incident: { phase }, tlp });
      const { event } = await store.createEvent(amber, attack('ongoing', 'amber'), newKey());
      await store.createEvent(amber, attack('over', 'clear'), newKey());
      const [before, later] = [Date.now() - hourMillis, Date.now() + hourMillis];
      expect(await endedFor(store, amber, before)).toEqual([]);
      const over = await store.updateEvent(amber, event.id, 1, attack('over', 'amber'), null);
      expect(over.incident?.closedAt).toBe(over.updatedAt);
      expect(await endedFor(store, local, before)).toEqual([event.id]);
      expect(await endedFor(store, local, later), 'to be confirmed').toEqual([event.id]);
      expect(await waitingFor(store, local)).toEqual([event.id]);
      for (const who of [clear, green]) {
        expect(await endedFor(store, who, before)).toEqual([]);
        expect(await waitingFor(store, who)).toEqual([]);
      }
      await store.confirmChanges(local, event.id, { versions: [2], reason: null, idempotency: null });
      expect(await waitingFor(store, local)).toEqual([]);
      expect(await endedFor(store, local, before)).toEqual([event.id]);
      expect(await endedFor(store, local, later)).toEqual([]);
    });

    test('a batch and an undo are judged like single edits, and a deletion waits until it is confirmed', async ({
      store,
    }) => {
      const severe = (status: string) => threat({ severity: 'severe', threat: { status } });
      const { event } = await store.createEvent(local, severe('current'), newKey());
      const { operationId } = await store.applyBatch(amber, {
        operation: 'bulk',
        mode: 'all-or-nothing',
        reason: 'Arrests',
        items: [{ type: 'event', act: 'update', id: event.id, version: 1, input: severe('foiled') }],
      });
      expect((await store.getEvent(local, event.id)).toBeConfirmed?.by.id).toBe(amber.id);
      // An undo brings back what stood before: nothing is left to confirm.
      await store.undoOperation(amber, operationId, 'Another vehicle');
      expect(await waitingFor(store, local)).toEqual([]);
      const { version } = await store.getEvent(local, event.id);
      await store.deleteEvent(amber, event.id, version, 'Logged twice');
      expect(await waitingFor(store, green)).toEqual([event.id]);
      const given = { versions: [version + 1], reason: 'They differ', idempotency: newKey() };
      await expect(store.confirmChanges(amber, event.id, given)).rejects.toMatchObject({
        code: 'second-person-needed',
      });
      const reverted = await store.revertChanges(green, event.id, given);
      expect(reverted.event).toMatchObject({ version: version + 2, threat: { status: 'current' } });
      expect((await store.revertChanges(green, event.id, given)).isReplay).toBe(true);
      expect(await waitingFor(store, local)).toEqual([]);
    });
  });
}
