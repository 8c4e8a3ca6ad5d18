import { expect } from '@playwright/test';
import { localPrincipal as local, systemPrincipal } from '@/db/model/access/principal';
import { missionInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import { eventsOf, facetsOf, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const all = { filter: {}, sort: 'at', limit: 100, after: null } as const;
/** What every implementation of the store must do. */
export function storeContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);

  test.describe(`${name}: events`, () => {
    test('a new event gets the next reference of its kind and year', async ({ store }) => {
      const first = await store.createEvent(local, threat(), newKey());
      const second = await store.createEvent(local, threat({ at: '2026-07-01' }), newKey());
      const older = await store.createEvent(local, incident({ at: '2025-07-01' }), newKey());
      expect([first, second, older].map(({ event }) => event.ref)).toEqual([
        'THR-2026-0001',
        'THR-2026-0002',
        'INC-2025-0001',
      ]);
      expect(first.event).toMatchObject({
        version: 1,
        aliases: [],
        createdBy: { id: local.id, name: local.name },
      });
      expect(first.event.location).toMatchObject({ precision: 'city', timeZone: 'Asia/Kabul', place: null });
      expect(first.event.threat).toMatchObject({ status: 'current', certainty: 'unknown', realisedBy: [] });
    });

    test('ids sort in the order of logging', async ({ store }) => {
      const made = await Promise.all(
        Array.from({ length: 30 }, () => store.createEvent(local, threat(), newKey())),
      );
      const ids = made.map(({ event }) => event.id);
      expect([...ids].sort()).toEqual(ids);
    });

    test('the same key creates one event, even when sent concurrently', async ({ store }) => {
      const key = newKey();
      const made = await Promise.all(
        Array.from({ length: 8 }, () => store.createEvent(local, threat(), key)),
      );
      expect(new Set(made.map(({ event }) => event.id)).size).toBe(1);
      expect(made.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
      expect(eventsOf(await store.listEvents(local, all))).toHaveLength(1);
    });

    test('the same key with another body is refused', async ({ store }) => {
      const { key } = newKey();
      await store.createEvent(local, threat(), { key, digest: 'one' });
      await expect(store.createEvent(local, threat(), { key, digest: 'other' })).rejects.toMatchObject({
        kind: 'invalid',
        errors: [{ path: 'Idempotency-Key' }],
      });
    });

    test('two people may use the same key', async ({ store }) => {
      const key = newKey();
      const [one, other] = people;
      if (!one || !other) throw new Error('The people of the store tests have changed');
      const first = await store.createEvent(one, threat(), key);
      const second = await store.createEvent(other, threat(), key);
      expect(second.event.id).not.toBe(first.event.id);
    });

    test('an edit of an older version is refused with the current event', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      const edited = await store.updateEvent(
        local,
        event.id,
        1,
        threat({ title: 'Two letters' }),
        'second letter',
      );
      expect(edited).toMatchObject({ version: 2, title: 'Two letters' });
      await expect(
        store.updateEvent(local, event.id, 1, threat({ title: 'Three letters' }), null),
      ).rejects.toMatchObject({ code: 'version-conflict', current: { version: 2, title: 'Two letters' } });
    });

    test('exactly one of many concurrent edits of a version succeeds', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      const edits = await Promise.allSettled(
        Array.from({ length: 6 }, (_, n) =>
          store.updateEvent(local, event.id, 1, threat({ title: `Edit ${n}` }), null),
        ),
      );
      expect(edits.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await store.getEvent(local, event.id)).version).toBe(2);
    });

    test('an edit that changes nothing creates no version', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      expect((await store.updateEvent(local, event.id, 1, threat(), null)).version).toBe(1);
    });

    test('a raised severity counts as activity, a corrected title does not', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      const retitled = await store.updateEvent(local, event.id, 1, threat({ title: 'Renamed' }), null);
      expect(retitled.activityAt).toBe(event.activityAt);
      const raised = await store.updateEvent(
        local,
        event.id,
        2,
        threat({ title: 'Renamed', severity: 'extreme' }),
        null,
      );
      expect(raised.activityAt).toBe(raised.updatedAt);
    });

    test('a deleted event disappears from every list, but keeps its history and reference', async ({
      store,
    }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      await store.deleteEvent(local, event.id, 1, 'logged twice');
      await expect(store.getEvent(local, event.ref)).rejects.toMatchObject({ code: 'not-found' });
      expect(eventsOf(await store.listEvents(local, all))).toEqual([]);
      expect((await store.listActive(local)).items).toEqual([]);
      expect(facetsOf((await store.board(local, {}, Date.now())).figures).kind).toEqual([]);
      const history = await store.listHistory(local, event.id);
      expect(history.map(({ version, reason }) => [version, reason])).toEqual([
        [2, 'logged twice'],
        [1, null],
      ]);
      expect((await store.createEvent(local, threat(), newKey())).event.ref).toBe('THR-2026-0002');
    });

    test('the history lists each change with its value before and after', async ({ store }) => {
      const { event } = await store.createEvent(local, threat(), newKey());
      await store.updateEvent(
        local,
        event.id,
        1,
        threat({ severity: 'severe', location: { country: 'AF', city: 'Herat' } }),
        'moved',
      );
      const [latest] = await store.listHistory(local, event.id);
      expect(latest).toMatchObject({ version: 2, reason: 'moved', by: { name: local.name } });
      expect(latest?.changes).toEqual([
        { path: 'severity', before: 'unknown', after: 'severe' },
        { path: 'location.city', before: 'Kabul', after: 'Herat' },
      ]);
    });

    test('a threat whose targets all have an outcome takes the last one as its status', async ({ store }) => {
      const targets = [
        { country: 'IN', type: 'embassy', outcome: 'foiled' },
        { country: 'CN', type: 'embassy', outcome: 'withdrawn' },
      ];
      const { event } = await store.createEvent(local, threat({ targets }), newKey());
      expect(event.threat?.status).toBe('withdrawn');
    });

    test('a reference to a missing record or to another country’s mission is refused at its field', async ({
      store,
    }) => {
      const { record: mission } = await store.createRecord(
        local,
        'mission',
        missionInput.parse({ sending: 'RU', host: 'AF', type: 'embassy', city: 'Kabul' }),
        newKey(),
      );
      const nowhere = '00000000-0000-8000-8000-0000000000ff';
      const input = threat({
        targets: [
          { country: 'PK', type: 'embassy', missionId: mission.id },
          { country: 'PK', type: 'embassy', missionId: nowhere },
          { country: 'PK', type: 'delegation', visitId: nowhere },
        ],
        actors: [{ actorId: nowhere, role: 'threatened' }],
        tlp: 'red',
        recipients: [nowhere],
        threat: { realisedBy: [nowhere] },
      });
      await expect(store.createEvent(local, input, newKey())).rejects.toMatchObject({
        kind: 'invalid',
        errors: [
          { path: 'targets.0.country' },
          { path: 'targets.1.missionId' },
          { path: 'targets.2.visitId' },
          { path: 'actors.0.actorId' },
          { path: 'recipients.0' },
          { path: 'threat.realisedBy.0' },
        ],
      });
      expect(eventsOf(await store.listEvents(local, all))).toEqual([]);
    });

    test('a threat lapses when its validity ends, and not before', async ({ store }) => {
      const { event } = await store.createEvent(
        local,
        threat({ threat: { validUntil: '2026-03-05T12:00:00Z' } }),
        newKey(),
      );
      const end = Date.parse('2026-03-05T12:00:00Z');
      expect(await store.nextLapse(systemPrincipal)).toBe(end);
      expect(await store.lapseDue(systemPrincipal, end - 1)).toBe(0);
      expect(await store.lapseDue(systemPrincipal, end)).toBe(1);
      expect(await store.lapseDue(systemPrincipal, end)).toBe(0);
      expect(await store.getEvent(local, event.id)).toMatchObject({
        version: 2,
        updatedBy: { id: systemPrincipal.id },
        threat: { status: 'lapsed', statusReason: null, lapsedAt: '2026-03-05T12:00:00.000Z' },
      });
      expect(await store.listHistory(local, event.id)).toMatchObject([
        { what: 'lapsed', reason: null, changes: [{ path: 'threat.status', after: 'lapsed' }] },
        { what: 'logged' },
      ]);
      expect(await store.nextLapse(systemPrincipal)).toBeNull();
    });

    test('a validity that ends on a date lasts until the end of that day', async ({ store }) => {
      await store.createEvent(local, threat({ threat: { validUntil: '2026-03-05' } }), newKey());
      expect(await store.nextLapse(systemPrincipal)).toBe(Date.parse('2026-03-06T00:00:00Z'));
    });
  });

  test.describe(`${name}: pages and search`, () => {
    test('a list contains each event as it is read by id, with its author’s current name', async ({
      store,
    }) => {
      const [author, other] = people;
      if (!author || !other) throw new Error('The people of the store tests have changed');
      const { event } = await store.createEvent(author, threat({ title: '"Quoted" \\ \u2028' }), newKey());
      const realises = incident({ incident: { phase: 'over', realises: [event.id] } });
      await store.createEvent(author, realises, newKey());
      await store.updateEvent(other, event.id, 1, threat({ title: 'Said "again"' }), null);
      for (const called of [author.name, 'A "new" name']) {
        await store.putPrincipal(systemPrincipal, { ...author, name: called });
        const listed = eventsOf(await store.listEvents(local, all));
        expect(listed).toEqual(await Promise.all(listed.map(({ id }) => store.getEvent(local, id))));
        expect(listed.map(({ createdBy }) => createdBy.name)).toEqual([called, called]);
      }
    });

    test('pages contain every event once while others are logged', async ({ store }) => {
      for (let n = 0; n < 25; n += 1)
        await store.createEvent(local, threat({ at: `2026-03-0${1 + (n % 3)}` }), newKey());
      const before = eventsOf(await store.listEvents(local, all)).map(({ id }) => id);
      for (const sort of ['at', 'latest'] as const) {
        const seen: string[] = [];
        let after: Parameters<Store['listEvents']>[1]['after'] = null;
        do {
          const page = await store.listEvents(local, { filter: { targeted: ['RU'] }, sort, limit: 7, after });
          seen.push(...eventsOf(page).map(({ id }) => id));
          after = page.next;
          if (seen.length < 10) await store.createEvent(local, threat({ at: '2026-04-01' }), newKey());
        } while (after);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(before));
      }
    });

    for (const [written, sought] of [
      ['Şişli’de saldırı ihtimali', 'sisli ihtimali'],
      ['IŞIK', 'ışık'],
      ['İstanbul', 'istanbul'],
      ['Взрыв у ёлки', 'елки'],
      ['Attaque à Bogotá', 'BOGOTA'],
      ['Anschlag in der Hauptstraße', 'hauptstrasse'],
    ] as const) {
      test(`«${written}» is found by «${sought}»`, async ({ store }) => {
        const { event } = await store.createEvent(local, threat({ title: written }), newKey());
        await store.createEvent(local, threat({ title: 'Something else' }), newKey());
        const found = await store.listEvents(local, { ...all, filter: { q: sought } });
        expect(eventsOf(found).map(({ id }) => id)).toEqual([event.id]);
      });
    }

    test('an aborted search ends, and the next one is answered', async ({ store }) => {
      await store.createEvent(local, threat(), newKey());
      const query = { ...all, filter: { q: 'letter' } };
      const abort = new AbortController();
      const searches = Array.from({ length: 5 }, () => store.listEvents(local, query, abort.signal));
      abort.abort();
      const ends = await Promise.allSettled(searches);
      expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(4);
      expect(eventsOf(await store.listEvents(local, query))).toHaveLength(1);
    });

    test('a search finds edited text, and country names in three languages', async ({ store }) => {
      const { event } = await store.createEvent(local, threat({ title: 'Letter' }), newKey());
      await store.updateEvent(local, event.id, 1, threat({ title: 'Parcel' }), null);
      const hits = async (q: string) =>
        eventsOf(await store.listEvents(local, { ...all, filter: { q } })).length;
      expect(await hits('letter')).toBe(0);
      for (const q of ['parcel', 'Rusya', 'Россия', 'Afganistan kabul', event.ref])
        expect(await hits(q)).toBe(1);
      for (const q of ['"', 'OR', '* NEAR(', '!!!']) expect(await hits(q)).toBe(0);
    });
  });
}
