import { expect } from '@playwright/test';
import { localPrincipal as local, systemPrincipal as system } from '@/db/model/access/principal';
import { timelineQuery } from '@/db/model/timeline';
import { trendsQuery } from '@/db/model/trends';
import { createReferences } from '../listing';
import { incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const now = Date.parse('2026-03-10T12:00:00Z');

/** Counts of events by time: current after each change, and each reader's own. */
export function overTimeContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: timeline and trends`, () => {
    test('a timeline and trends follow each change, and count what their reader may see', async ({
      store,
    }) => {
      const { missions, actors } = await createReferences(store);
      const [clear, , amber] = people;
      const [mission] = missions;
      const [actorId] = actors;
      if (!clear || !amber || !mission || !actorId) throw new Error('The store has too few records');
      for (const one of people) await store.putPrincipal(system, one);
      const byMonth = timelineQuery.parse({ bucket: 'month' });
      const byOutcome = trendsQuery.parse({ rows: 'outcome' });
      const read = async (who = local) => {
        const { answer } = await store.timeline(who, byMonth);
        const { answer: trends } = await store.trends(who, byOutcome, now);
        const { items, spans, asOf } = answer;
        return { items: items.map(({ start, threats }) => [start, threats]), spans, asOf, rows: trends.rows };
      };
      expect(await read()).toEqual({ items: [], spans: [], asOf: null, rows: [] });

      const input = threat({ at: '2026-02-01', actors: [{ actorId, role: 'suspected' }] });
      const { event } = await store.createEvent(local, input, newKey());
      const first = await read();
      expect(first).toMatchObject({
        items: [['2026-02-01', 1]],
        spans: [
          { id: event.id, ref: event.ref, from: '2026-02-01T00:00:00.000Z', to: null, status: 'current' },
        ],
        asOf: event.updatedAt,
        rows: ['current'],
      });
      expect(await read(clear)).toEqual(first);

      await store.createEvent(local, threat({ at: '2026-03-03', tlp: 'amber' }), newKey());
      expect(await read(clear)).toEqual(first);
      expect((await read(amber)).items).toEqual([
        ['2026-02-01', 1],
        ['2026-03-01', 1],
      ]);

      const foiled = threat({ ...input, threat: { ...input.threat, status: 'foiled' } });
      const changed = await store.updateEvent(local, event.id, 1, foiled, null);
      const ended = changed.threat?.endedAt;
      expect(ended).toBe(changed.updatedAt);
      expect(await read(clear)).toMatchObject({ spans: [{ status: 'foiled', to: ended }], rows: ['foiled'] });
      const { answer: byActor } = await store.trends(clear, trendsQuery.parse({ rows: 'actor' }), now);
      expect(byActor.firstSeen).toEqual([{ actor: actorId, host: 'AF', on: '2026-02-01' }]);

      await store.deleteEvent(local, event.id, 2, 'Logged twice');
      expect(await read(clear)).toMatchObject({ items: [], spans: [], rows: [] });

      // A filter by mission also finds threats against all missions of its country, as in lists.
      const targets = [{ country: mission.country, type: 'all-missions' }];
      await store.createEvent(
        local,
        incident({ at: '2026-03-02', targets, location: { country: mission.host } }),
        newKey(),
      );
      const ofMission = { ...byMonth, mission: [mission.id] };
      expect((await store.timeline(clear, ofMission)).answer.items).toMatchObject([
        { start: '2026-03-01', incidents: 1, threats: 0 },
      ]);
    });
  });
}
