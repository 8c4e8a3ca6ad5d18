import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { localPrincipal as local, systemPrincipal as system } from '@/db/model/access/principal';
import type { EventDraft } from '@/db/model/event/event';
import { threatenedBy } from '@/db/model/event/threatened';
import { missionInput } from '@/db/model/reference';
import { assertProperty } from '../../../support/assert-property';
import { createReferences } from '../listing';
import { anyEvent, anyPerson, eventsOf, newKey, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const all = { filter: {}, sort: 'at', limit: 100, after: null } as const;
const end = '2026-03-05T12:00:00Z';

/** Missions under threat: their order, when threats end, and threats against all missions of a country. */
export function threatenedContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: under threat now`, () => {
    test('severe and extreme threats stay current after their validity ends, until a user closes them', async ({
      store,
    }) => {
      const log = async (severity: string) =>
        (await store.createEvent(local, threat({ severity, threat: { validUntil: end } }), newKey())).event;
      const [extreme, severe, unknown, moderate] = [
        await log('extreme'),
        await log('severe'),
        await log('unknown'),
        await log('moderate'),
      ];
      const now = Date.parse(end);
      expect(await store.nextLapse(system)).toBe(now);
      expect(await store.lapseDue(system, now)).toBe(2);
      expect(await store.nextLapse(system)).toBeNull();
      expect(await store.lapseDue(system, now)).toBe(0);
      const statusOf = async (id: string) => (await store.getEvent(local, id)).threat?.status;
      expect(await statusOf(extreme.id)).toBe('current');
      expect(await statusOf(severe.id)).toBe('current');
      expect([await statusOf(unknown.id), await statusOf(moderate.id)]).toEqual(['lapsed', 'lapsed']);
      const shown = (await store.board(local, {}, now)).figures.threatened;
      expect(shown).toMatchObject([{ country: 'RU', severity: 'extreme', expired: true }]);
      expect((await store.board(local, {}, now - 1)).figures.threatened).toMatchObject([{ expired: false }]);

      // Once it is assessed as milder, it lapses.
      await store.updateEvent(
        local,
        severe.id,
        1,
        threat({ severity: 'minor', threat: { validUntil: end } }),
        null,
      );
      expect(await store.nextLapse(system)).toBe(now);
      expect(await store.lapseDue(system, now)).toBe(1);
      expect(await statusOf(severe.id)).toBe('lapsed');
      // A lapsed threat stays lapsed when its severity is raised.
      await store.updateEvent(
        local,
        moderate.id,
        2,
        threat({ severity: 'extreme', threat: { status: 'lapsed', validUntil: end } }),
        null,
      );
      expect(await statusOf(moderate.id)).toBe('lapsed');
    });

    test('lists the threats that the system lapsed, also under an earlier version, and no others', async ({
      store,
    }) => {
      const lapsed = { status: 'lapsed', validUntil: '2026-03-05' } as const;
      const log = async (more: NonNullable<EventDraft['threat']>) =>
        (await store.createEvent(local, threat({ threat: more }), newKey())).event.id;
      const automatic = await log({ validUntil: '2026-03-05' });
      await log(lapsed);
      await log({ ...lapsed, statusReason: 'The day has passed' });
      const earlier = await log({ ...lapsed, statusReason: 'Validity ended' });
      await log({ statusReason: 'Validity ended' });
      await store.lapseDue(system, Date.now());
      const listed = await store.listLapsed(local, 0, 10);
      expect(new Set(listed.map(({ id }) => id))).toEqual(new Set([automatic, earlier]));
    });

    test('the board of the server equals the one that the browser computes from the same events', async ({
      store,
    }) => {
      const { missions, actors } = await createReferences(store);
      const now = Date.parse('2026-02-15T00:00:00Z');
      await assertProperty(
        fc.asyncProperty(
          fc.array(fc.tuple(anyPerson, anyEvent(missions, actors)), { minLength: 1, maxLength: 6 }),
          anyPerson,
          async (logged, reader) => {
            for (const [by, input] of logged)
              await store.createEvent(by, input, newKey()).catch(() => undefined);
            const { items } = await store.listActive(reader);
            const { figures } = await store.board(reader, {}, now);
            expect(threatenedBy(items.toReversed(), {}, now)).toEqual(figures.threatened);
            expect(figures.total.threatened).toBe(figures.threatened.length);
          },
        ),
        { numRuns: 20 },
      );
    });

    test('a threat against all missions in a country is listed once and found by each mission', async ({
      store,
    }) => {
      const createMission = async (sending: string, host: string, city: string) =>
        (
          await store.createRecord(
            local,
            'mission',
            missionInput.parse({ sending, host, type: 'embassy', city }),
            newKey(),
          )
        ).record;
      const kabul = await createMission('CN', 'AF', 'Kabul');
      const islamabad = await createMission('CN', 'PK', 'Islamabad');
      const russian = await createMission('RU', 'AF', 'Kabul');
      const targets = [{ country: 'CN', type: 'all-missions' }];
      const { event } = await store.createEvent(local, threat({ targets }), newKey());
      await store.createEvent(local, threat({ targets: [{ country: 'RU', type: 'embassy' }] }), newKey());

      const found = async (mission: string) =>
        eventsOf(await store.listEvents(local, { ...all, filter: { mission: [mission] } })).map(
          ({ id }) => id,
        );
      expect(await found(kabul.id)).toEqual([event.id]);
      expect(await found(islamabad.id)).toEqual([]);
      expect(await found(russian.id)).toEqual([]);

      const boardOf = async (filter = {}) => (await store.board(local, filter, Date.now())).figures;
      expect((await boardOf()).threatened.filter(({ allMissions }) => allMissions)).toMatchObject([
        { country: 'CN', host: 'AF', type: 'all-missions', city: null, mission: null, leading: event.id },
      ]);
      const ofKabul = await boardOf({ mission: [kabul.id] });
      expect(ofKabul.threatened).toMatchObject([{ country: 'CN', allMissions: true }]);
      expect(ofKabul.counts.currentThreats).toBe(1);
      expect((await boardOf({ mission: [islamabad.id] })).threatened).toEqual([]);
      expect((await boardOf({ mission: [kabul.id], host: ['PK'] })).threatened).toEqual([]);
    });
  });
}
