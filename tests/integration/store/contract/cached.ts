import { isDeepStrictEqual } from 'node:util';
import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import {
  localPrincipal as local,
  type Principal,
  systemPrincipal as system,
} from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
import type { Event, EventInput } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import { missionInput } from '@/db/model/reference';
import type { Tlp } from '@/db/model/words';
import type { Store } from '@/db/store';
import { assertProperty } from '../../../support/assert-property';
import { createReferences, listAll } from '../listing';
import { anyEvent, anyPerson, facetsOf, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

/** Cached results equal those of a fresh query. */
export function cachedContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber, , , otherAmber] = people;
  if (!clear || !amber || !otherAmber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: cached results`, () => {
    test('after each change active events and counts equal each reader’s list', async ({ store }) => {
      const { missions, actors } = await createReferences(store);
      // Few random threats are active, and only active ones can show a changed link.
      const targets = missions.map(({ id, country }) => ({ country, type: 'embassy', missionId: id }));
      const input = fc.oneof(anyEvent(missions, actors), fc.constant(threat({ targets })));
      // After enough steps red events name every one of `people`.
      const strangers = people.map((one) => ({ ...one, id: `stranger ${one.id}` }));
      const by = anyPerson;
      const at = fc.nat();
      const tlp = fc.constantFrom('clear' as const, 'red' as const);
      const called = fc.constantFrom('Old wing', 'New wing');
      const step = fc.oneof(
        { weight: 3, arbitrary: fc.record({ do: fc.constant('log' as const), by, input }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), by, input, at }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), by, at }) },
        { weight: 4, arbitrary: fc.record({ do: fc.constant('link' as const), by, at, tlp }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), called }) },
      );
      // Random steps need not include each kind.
      const eachKind: Step[] = [
        { do: 'log', by: amber, input: threat({ targets }) },
        { do: 'edit', by: amber, input: threat({ targets, severity: 'minor' }), at: 0 },
        { do: 'link', by: amber, at: 0, tlp: 'clear' },
        { do: 'rename', called: 'Old wing' },
        { do: 'delete', by: amber, at: 0 },
      ];
      const doneSteps = new Set<Step['do']>();
      await assertProperty(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
          const ids: string[] = [];
          for (const one of steps) {
            await runStep(store, one, ids, missions[0]?.id ?? '').then(
              (isDone) => {
                if (isDone) doneSteps.add(one.do);
              },
              // A refused step changes nothing.
              (error: unknown) => {
                if (!isAppError(error)) throw error;
              },
            );
            for (const who of [...people, ...strangers, local]) {
              const listed = [...(await listAll(store, who)).values()];
              const { items } = await store.listActive(who);
              expect(items.map(({ id }) => id)).toEqual([...items].sort(newestFirst).map(({ id }) => id));
              const [active, expected] = [[...items].sort(byId), listed.filter(isActive).sort(byId)];
              // The runner's comparison of equal events takes most of the time of this test.
              if (!isDeepStrictEqual(active, expected)) expect(active, who.name).toEqual(expected);
              const facets = facetsOf((await store.board(who, {}, Date.now())).figures);
              const counted = facets.severity.map(({ value, events }) => [value, events]);
              expect(Object.fromEntries(counted), who.name).toEqual(countedBySeverity(listed));
            }
          }
        }),
        { numRuns: 40, examples: [[eachKind]] },
      );
      expect([...doneSteps].sort()).toEqual(['delete', 'edit', 'link', 'log', 'rename']);
    });

    test('a search never returns another reader’s cached results, whatever its text', async ({ store }) => {
      const hidden = threat({ title: 'Letter', tlp: 'red', recipients: [amber.id] });
      await store.createEvent(amber, hidden, newKey());
      const found = async (who: Principal, q: string) =>
        (await store.board(who, { q }, Date.now())).figures.counts.currentThreats;
      const searches = [
        `${amber.id} letter`,
        `${amber.id}" letter`,
        `,"${amber.id}"],"letter`,
        ` ${amber.id} letter`,
      ];
      expect(await found(amber, 'letter')).toBe(1);
      for (const q of ['letter', ...searches]) expect(await found(otherAmber, q), q).toBe(0);
      expect(await found(amber, 'letter')).toBe(1);
    });

    test('an active event shows its author’s current name', async ({ store }) => {
      await store.createFirstAccount(system, {
        name: 'Ada',
        email: 'ada@example.org',
        passwordHash: 'argon2id of a password',
      });
      const [ada] = await store.listAccounts(local);
      if (!ada) throw new Error('Ada has no account');
      const { id, version, role, clearance, isSuspended } = ada;
      const who: Principal = { id, kind: 'person', name: 'Ada', role, clearance };
      await store.createEvent(who, threat(), newKey());
      const authors = async () =>
        (await store.listActive(clear)).items.map(({ createdBy }) => createdBy.name);
      expect(await authors()).toEqual(['Ada']);
      await store.updateAccount(who, id, version, { name: 'Ada Byron', role, clearance, isSuspended });
      expect(await authors()).toEqual(['Ada Byron']);
    });

    test('a red event is counted in its current version, for its recipients only', async ({ store }) => {
      const red = (severity: string, named = clear) =>
        threat({ tlp: 'red', recipients: [named.id], severity });
      const severities = async (who: Principal) =>
        facetsOf((await store.board(who, {}, Date.now())).figures).severity.map(({ value }) => value);
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

type Step =
  | { do: 'log'; by: Principal; input: EventInput }
  | { do: 'edit'; by: Principal; input: EventInput; at: number }
  | { do: 'delete'; by: Principal; at: number }
  | { do: 'link'; by: Principal; at: number; tlp: Tlp }
  | { do: 'rename'; called: string };

/** Runs a step; adds the id of a new event to `ids`. Returns false if the step needs an event and there is none. */
async function runStep(store: Store, step: Step, ids: string[], missionId: string): Promise<boolean> {
  if (step.do === 'rename') {
    const { version, sending, host, type, city } = await store.getRecord(local, 'mission', missionId);
    const input = missionInput.parse({ sending, host, type, city, name: step.called });
    await store.updateRecord(local, 'mission', missionId, version, input);
    return true;
  }
  const { by } = step;
  if (step.do === 'log') {
    const { event } = await store.createEvent(by, step.input, newKey());
    ids.push(event.id);
    return true;
  }
  const id = ids[step.at % ids.length];
  if (id === undefined) return false;
  if (step.do === 'link') {
    const realises = incident({ tlp: step.tlp, incident: { phase: 'ongoing', realises: [id] } });
    const { event } = await store.createEvent(by, realises, newKey());
    ids.push(event.id);
    return true;
  }
  const { version } = await store.getEvent(by, id);
  if (step.do === 'edit') await store.updateEvent(by, id, version, step.input, 'Edited');
  else await store.deleteEvent(by, id, version, 'Logged twice');
  return true;
}

function countedBySeverity(events: readonly Event[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { severity } of events) counted[severity] = (counted[severity] ?? 0) + 1;
  return counted;
}

function byId(a: Event, b: Event): number {
  return a.id < b.id ? -1 : 1;
}

/** Newest first, as ids sort in the order of logging. */
function newestFirst(a: Event, b: Event): number {
  return a.id < b.id ? 1 : -1;
}
