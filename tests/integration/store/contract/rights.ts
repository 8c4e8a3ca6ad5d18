import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import { type Marking, visible } from '@/db/model/access/visible';
import type { Event, EventInput } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';
import { missionInput, visitInput } from '@/db/model/reference';
import { isAttack, tlps } from '@/db/model/words';
import type { Store } from '@/db/store';
import { assertProperty } from '../../../support/assert-property';
import { createReferences, listAll } from '../listing';
import {
  anyEvent,
  anyFilter,
  anyNear,
  anyPerson,
  eventsOf,
  facetsOf,
  keys,
  located,
  newKey,
  people,
  threat,
} from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** Who may see what: the rules of the model and their SQL equivalents. */
export function rightsContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber, strict, , otherAmber] = people;
  if (!clear || !amber || !strict || !otherAmber)
    throw new Error('The people of the store tests have changed');

  test.describe(`${name}: rights`, () => {
    test('each reader sees exactly what the rule allows in lists, boards and counts', async ({ store }) => {
      const { missions, actors } = await createReferences(store);
      await assertProperty(
        fc.asyncProperty(
          fc.array(fc.tuple(anyPerson, anyEvent(missions, actors), fc.option(anyEvent(missions, actors))), {
            minLength: 1,
            maxLength: 6,
          }),
          async (drafts) => {
            const logged: Event[] = [];
            for (const [by, first, second] of drafts) logged.push(await logEvent(store, by, first, second));
            for (const who of [...people, ...keys]) {
              const shown = logged.filter((event) =>
                visible(who, { ...event, createdBy: event.createdBy.id }),
              );
              const listed = await listAll(store, who);
              expect(logged.filter(({ id }) => listed.has(id)).map(({ ref }) => ref)).toEqual(
                shown.map(({ ref }) => ref),
              );
              const got = logged.map(({ id }) =>
                store.getEvent(who, id).then(
                  ({ ref }) => [ref],
                  () => [],
                ),
              );
              expect((await Promise.all(got)).flat(), who.name).toEqual(shown.map(({ ref }) => ref));
              const facets = facetsOf((await store.board(who, {}, Date.now())).figures);
              const kinds = [...listed.values()].map(({ kind }) => kind);
              const counted = new Map(facets.kind.map(({ value, events }) => [value, events]));
              for (const kind of ['incident', 'threat'] as const) {
                expect(counted.get(kind) ?? 0).toBe(kinds.filter((one) => one === kind).length);
              }
              const countries = [...listed.values()].flatMap(({ targets }) => [
                ...new Set(targets.map(({ country }) => country)),
              ]);
              for (const { country, events } of facets.targeted) {
                expect(events).toBe(countries.filter((one) => one === country).length);
              }
              expect(facets.targeted.length).toBe(new Set(countries).size);
            }
          },
        ),
        { numRuns: 25 },
      );
    });

    test('the store’s filter returns exactly what the pure filter accepts, and facets count the same', async ({
      store,
    }) => {
      const { missions, actors } = await createReferences(store);
      for (const input of fc.sample(anyEvent(missions, actors), 150))
        await store.createEvent(local, { ...input, recipients: [] }, newKey());
      const events = [...(await listAll(store, local)).values()];
      expect(events).toHaveLength(150);
      const placed = (filter: Filter) => located(filter, missions);
      let hits = 0;
      await assertProperty(
        fc.asyncProperty(
          fc.oneof(
            { weight: 5, arbitrary: anyFilter(missions, actors) },
            { weight: 1, arbitrary: anyNear(missions) },
          ),
          fc.constantFrom('at', 'latest'),
          async (filter, sort) => {
            const expected = events
              .filter((event) => matches(placed(filter), event))
              .map(({ ref }) => ref)
              .sort();
            const found = await store.listEvents(local, { filter, sort, limit: 500, after: null });
            expect(
              eventsOf(found)
                .map(({ ref }) => ref)
                .sort(),
            ).toEqual(expected);
            hits += expected.length;
            const { figures } = await store.board(local, filter, Date.now());
            const [facets, { counts }] = [facetsOf(figures), figures];
            const matching = events.filter((event) =>
              matches({ ...placed(filter), severity: undefined }, event),
            );
            for (const { value, events } of facets.severity) {
              expect(events).toBe(matching.filter(({ severity }) => severity === value).length);
            }
            expect(facets.severity.reduce((sum, { events }) => sum + events, 0)).toBe(matching.length);
            expect(counts.ongoing).toBe(
              events.filter((event) => matches(placed(filter), event) && isAttack(event.incident?.phase))
                .length,
            );
          },
        ),
        { numRuns: 300 },
      );
      expect(hits).toBeGreaterThan(300);
    });

    test('the history hides versions that were marked stricter than the reader may see', async ({
      store,
    }) => {
      const { event } = await store.createEvent(strict, threat({ tlp: 'green', title: 'First' }), newKey());
      await store.updateEvent(
        strict,
        event.id,
        1,
        threat({ tlp: 'amber+strict', title: 'CANARY' }),
        'CANARY',
      );
      await store.updateEvent(strict, event.id, 2, threat({ tlp: 'amber', title: 'Third' }), null);
      const seen = await store.listHistory(amber, event.id);
      expect(seen.map(({ version }) => version)).toEqual([3, 1]);
      expect(JSON.stringify(seen)).not.toContain('CANARY');
      expect((await store.listHistory(strict, event.id)).map(({ version }) => version)).toEqual([3, 2, 1]);
      await expect(store.listHistory(clear, event.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('moving a mission or visit to another country does not reveal hidden events that name it', async ({
      store,
    }) => {
      const ofVisit = { host: 'AF', title: 'Delegation', from: '2026-03-01', to: '2026-03-02', tlp: 'clear' };
      const visitOf = (country: string) => visitInput.parse({ ...ofVisit, country });
      const refusals = [];
      for (const city of ['Kabul', 'Herat']) {
        const missionOf = (sending: string) =>
          missionInput.parse({ host: 'AF', type: 'consulate', city, sending });
        const { record: mission } = await store.createRecord(local, 'mission', missionOf('RU'), newKey());
        const { record: visit } = await store.createRecord(local, 'visit', visitOf('RU'), newKey());
        const targets = [
          { country: 'RU', type: 'consulate', missionId: mission.id },
          { country: 'RU', type: 'delegation', visitId: visit.id },
        ];
        if (city === 'Herat') await store.createEvent(strict, threat({ tlp: 'red', targets }), newKey());
        const moves = await Promise.allSettled([
          store.updateRecord(amber, 'mission', mission.id, 1, missionOf('IN')),
          store.updateRecord(amber, 'visit', visit.id, 1, visitOf('IN')),
        ]);
        refusals.push(moves.map((move) => (move.status === 'rejected' ? move.reason.errors : move.status)));
      }
      expect(refusals[0]).toEqual(refusals[1]);
    });

    test('a user cannot mark a record so that they could no longer see it', async ({ store }) => {
      const { event } = await store.createEvent(strict, threat({ tlp: 'amber' }), newKey());
      await expect(store.updateEvent(amber, event.id, 1, threat({ tlp: 'red' }), null)).rejects.toMatchObject(
        {
          kind: 'invalid',
          errors: [{ path: 'tlp' }],
        },
      );
      expect((await store.getEvent(amber, event.id)).version).toBe(1);
      const own = { kind: 'invalid', errors: [{ path: 'tlp' }] };
      for (const tlp of ['amber', 'amber+strict'] as const) {
        await expect(store.createEvent(clear, threat({ tlp }), newKey())).rejects.toMatchObject(own);
        const visit = visitInput.parse({
          country: 'RU',
          host: 'AF',
          title: 'Talks',
          from: '2026-03-01',
          to: '2026-03-02',
          tlp,
        });
        await expect(store.createRecord(clear, 'visit', visit, newKey())).rejects.toMatchObject(own);
      }
    });

    test('a red event is visible by name only: clearance and role do not count', async ({ store }) => {
      const { event } = await store.createEvent(
        amber,
        threat({ tlp: 'red', recipients: [clear.id] }),
        newKey(),
      );
      for (const [who, sees] of [
        [amber, true],
        [clear, true],
        [otherAmber, false],
        [{ ...strict, role: 'admin' }, false],
        [{ ...local, clearance: 'red' }, false],
      ] as const) {
        expect((await listAll(store, who)).has(event.id), who.name).toBe(sees);
      }
    });

    test('each reader sees exactly the visits that the rule allows, in lists and by id', async ({
      store,
    }) => {
      const given = { country: 'CN', host: 'AF', title: 'Delegation', from: '2026-03-01', to: '2026-03-02' };
      const made: { id: string; marking: Marking }[] = [];
      for (const by of people) {
        for (const tlp of tlps) {
          const marking = { tlp, recipients: [], createdBy: by.id };
          if (!visible(by, marking)) continue;
          const { record: visit } = await store.createRecord(
            by,
            'visit',
            visitInput.parse({ ...given, tlp }),
            newKey(),
          );
          made.push({ id: visit.id, marking });
        }
      }
      for (const who of [...people, ...keys]) {
        const allowed = made.filter(({ marking }) => visible(who, marking)).map(({ id }) => id);
        const { items } = await store.listRecords(who, 'visit', { limit: 100, after: null });
        expect(items.map(({ id }) => id).sort(), who.name).toEqual(allowed.sort());
        for (const { id } of made) {
          const found = await store.getRecord(who, 'visit', id).catch(() => null);
          expect(found !== null, who.name).toBe(allowed.includes(id));
        }
      }
    });

    test('an event and its visit cannot be marked so that the visit is stricter', async ({ store }) => {
      const given = { country: 'CN', host: 'AF', title: 'Delegation', from: '2026-03-01', to: '2026-03-02' };
      const { record: visit } = await store.createRecord(
        local,
        'visit',
        visitInput.parse({ ...given, tlp: 'amber' }),
        newKey(),
      );
      const naming = (tlp: string) =>
        threat({ tlp, targets: [{ country: 'CN', type: 'delegation', visitId: visit.id }] });
      await expect(store.createEvent(local, naming('green'), newKey())).rejects.toMatchObject({
        errors: [{ path: 'targets.0.visitId' }],
      });
      const { event } = await store.createEvent(local, naming('amber'), newKey());
      await expect(store.updateEvent(local, event.id, 1, naming('clear'), null)).rejects.toMatchObject({
        errors: [{ path: 'targets.0.visitId' }],
      });
      await expect(
        store.updateRecord(local, 'visit', visit.id, 1, visitInput.parse({ ...given, tlp: 'red' })),
      ).rejects.toMatchObject({ errors: [{ path: 'tlp' }] });
    });
  });
}

/** Logs an event, as `author` if they may mark it so, and edits it to `second` if that has the same kind. */
async function logEvent(
  store: Store,
  author: Principal,
  first: EventInput,
  second: EventInput | null,
): Promise<Event> {
  const by = visible(author, { ...first, createdBy: author.id }) ? author : local;
  const { event } = await store.createEvent(by, first, newKey());
  const mayEdit = second && second.kind === first.kind && visible(by, { ...event, createdBy: by.id });
  if (!mayEdit || !visible(by, { ...second, createdBy: by.id })) return event;
  return store.updateEvent(by, event.id, 1, second, 'Edited');
}
