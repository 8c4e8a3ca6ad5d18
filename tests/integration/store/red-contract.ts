import { expect } from '@playwright/test';
import type { Principal } from '@/db/model/principal';
import { newKey, people, threat } from './records';
import type { StoreFactory } from './sqlite';
import { storeTest } from './store-test';

/** Red records are counted apart from the others, by name. */
export function redContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber, , , otherAmber] = people;
  if (!clear || !amber || !otherAmber) throw new Error('people of each clearance are needed');

  test.describe(`${name}: red records`, () => {
    test('a red record is counted as it stands now, for those whom it names', async ({ store }) => {
      const red = (severity: string, named = clear) =>
        threat({ tlp: 'red', recipients: [named.id], severity });
      const severities = async (who: Principal) =>
        (await store.board(who, {}, Date.now())).figures.facets.severity.map(({ value }) => value);
      const { event } = await store.createEvent(amber, red('minor'), newKey());
      expect(await severities(clear)).toEqual(['minor']);
      await store.updateEvent(amber, event.id, 1, red('extreme'), null);
      expect(await severities(clear)).toEqual(['extreme']);
      expect(await severities(otherAmber)).toEqual([]);
      await store.createEvent(amber, threat({ tlp: 'clear', severity: 'moderate' }), newKey());
      expect((await severities(clear)).sort()).toEqual(['extreme', 'moderate']);
      await store.updateEvent(amber, event.id, 2, red('extreme', otherAmber), null);
      expect(await severities(clear)).toEqual(['moderate']);
      expect((await severities(otherAmber)).sort()).toEqual(['extreme', 'moderate']);
      await store.deleteEvent(amber, event.id, 3, 'Logged twice');
      expect(await severities(otherAmber)).toEqual(['moderate']);
    });
  });
}
