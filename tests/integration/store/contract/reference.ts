import { expect, test } from '@playwright/test';
import { localPrincipal as local } from '@/db/model/access/principal';
import { actorInput, missionInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import { eventsOf, incident, newKey, threat } from '../records';
import type { OpenedStore, StoreFactory } from '../sqlite';

/** The register, the gazetteer, the example and the journal. */
export function referenceContract(name: string, open: StoreFactory): void {
  test.describe(`${name}: data of the first start`, () => {
    let opened: OpenedStore;
    let store: Store;
    test.beforeEach(async () => {
      opened = await open('example');
      store = opened.store;
    });
    test.afterEach(() => opened.remove());

    test('the register lists every mission once across pages', async () => {
      const ids = new Set<string>();
      let after: string | null = null;
      let pages = 0;
      do {
        const page: { items: { id: string }[]; next: string | null } = await store.listRecords(
          local,
          'mission',
          {
            limit: 1000,
            after,
          },
        );
        for (const { id } of page.items) ids.add(id);
        after = page.next;
        pages += 1;
      } while (after && pages < 20);
      expect(ids.size).toBe(9733);
    });

    for (const q of ['iskp', 'ISIS-K', 'isisk', 'khorasan', 'daesh k']) {
      test(`the actor ISKP is found by «${q}»`, async () => {
        const { items } = await store.listRecords(local, 'actor', { q, limit: 10, after: null });
        expect(items.map((one) => one.name)).toContain('Islamic State Khorasan Province');
      });
    }

    test('places are found by the start of their name, the largest first', async () => {
      const [first] = await store.listPlaces(local, { q: 'kab', country: 'AF', limit: 5 });
      expect(first).toMatchObject({ name: 'Kabul', country: 'AF', province: 'Kabul' });
    });

    test('the Kabul example has three attacks, and an overdue threat against three embassies', async () => {
      const found = await store.listEvents(local, {
        filter: { handling: ['example'] },
        sort: 'at',
        limit: 10,
        after: null,
      });
      expect(eventsOf(found).map(({ ref }) => ref)).toEqual([
        'THR-2023-0001',
        'INC-2023-0001',
        'INC-2022-0002',
        'INC-2022-0001',
      ]);
      const board = (await store.board(local, {}, Date.now())).figures;
      expect(
        board.threatened.map(({ country, city, overdue, handling, independentSources, grade }) => [
          country,
          city,
          overdue,
          handling,
          independentSources,
          grade,
        ]),
      ).toEqual([
        ['CN', 'Kabul', true, 'example', 1, 'B2'],
        ['IN', 'Kabul', true, 'example', 1, 'B2'],
        ['IR', 'Kabul', true, 'example', 1, 'B2'],
      ]);
      expect(board.total).toEqual({ threatened: 3, highest: 'severe' });
    });

    test('all examples are removed in one command, and real events stay', async () => {
      const { event } = await store.createEvent(local, threat(), newKey());
      expect(await store.removeExamples(local)).toBe(4);
      const items = eventsOf(
        await store.listEvents(local, { filter: {}, sort: 'at', limit: 10, after: null }),
      );
      expect(items.map(({ ref }) => ref)).toEqual([event.ref]);
      expect((await store.listRecords(local, 'actor', { limit: 10, after: null })).items).toEqual([]);
      expect((await store.listRecords(local, 'visit', { limit: 10, after: null })).items).toEqual([]);
      expect((await store.listRecords(local, 'mission', { limit: 1, after: null })).items).toHaveLength(1);
      expect(await store.removeExamples(local)).toBe(0);
    });

    test('an example actor that a real event names stays when the examples are removed', async () => {
      const [iskp] = (await store.listRecords(local, 'actor', { q: 'iskp', limit: 1, after: null })).items;
      await store.createEvent(
        local,
        threat({ actors: [{ actorId: iskp?.id, role: 'threatened' }] }),
        newKey(),
      );
      await store.removeExamples(local);
      const { items } = await store.listRecords(local, 'actor', { limit: 10, after: null });
      expect(items.map((one) => one.name).sort()).toEqual([
        'Islamic State Khorasan Province',
        'Islamic State of Iraq and al-Sham',
      ]);
    });

    test('an event is found by an actor’s new alias', async () => {
      const [iskp] = (await store.listRecords(local, 'actor', { q: 'iskp', limit: 1, after: null })).items;
      if (!iskp) throw new Error('the example has ISKP');
      const { id, version, ...rest } = iskp;
      await store.updateRecord(
        local,
        'actor',
        id,
        version,
        actorInput.parse({ ...rest, aliases: [...rest.aliases, 'Wilayat Khurasan'] }),
      );
      const found = await store.listEvents(local, {
        filter: { q: 'khurasan' },
        sort: 'at',
        limit: 10,
        after: null,
      });
      expect(eventsOf(found)).toHaveLength(4);
    });

    test('a list contains each event as it is read by id, with links and current names', async () => {
      const [iskp] = (await store.listRecords(local, 'actor', { q: 'iskp', limit: 1, after: null })).items;
      const [embassy] = (
        await store.listRecords(local, 'mission', { sending: ['RU'], host: ['AF'], limit: 1, after: null })
      ).items;
      if (!iskp || !embassy) throw new Error('the example has both');
      const foretold = await store.createEvent(
        local,
        threat({
          actors: [{ actorId: iskp.id, role: 'threatened' }],
          targets: [{ country: 'RU', type: 'embassy', missionId: embassy.id }],
        }),
        newKey(),
      );
      await store.createEvent(
        local,
        incident({ incident: { phase: 'ongoing', realises: [foretold.event.id] } }),
        newKey(),
      );
      const { id, version, ...actor } = iskp;
      await store.updateRecord(
        local,
        'actor',
        id,
        version,
        actorInput.parse({ ...actor, name: 'ISIS-Khorasan' }),
      );
      const { id: missionId, version: first, ...mission } = embassy;
      await store.updateRecord(
        local,
        'mission',
        missionId,
        first,
        missionInput.parse({ ...mission, name: 'Chancery hill' }),
      );

      const query = { filter: {}, limit: 50, after: null };
      for (const sort of ['at', 'latest'] as const) {
        const listed = eventsOf(await store.listEvents(local, { ...query, sort }));
        expect(listed).toHaveLength(6);
        for (const event of listed) expect(event).toEqual(await store.getEvent(local, event.id));
        expect(listed.find((event) => event.id === foretold.event.id)).toMatchObject({
          actors: [{ name: 'ISIS-Khorasan' }],
          targets: [{ mission: { name: 'Chancery hill' } }],
          threat: { realisedBy: [expect.any(String)] },
        });
      }
      const active = (await store.listActive(local)).items;
      for (const event of active) expect(event).toEqual(await store.getEvent(local, event.id));
      expect(active).toHaveLength(3);
    });

    test('an actor cannot be its own ancestor', async () => {
      const [daesh] = (await store.listRecords(local, 'actor', { q: 'iraq', limit: 1, after: null })).items;
      const [iskp] = (await store.listRecords(local, 'actor', { q: 'iskp', limit: 1, after: null })).items;
      if (!daesh || !iskp) throw new Error('the example has both');
      const { id, version, ...rest } = daesh;
      await expect(
        store.updateRecord(local, 'actor', id, version, actorInput.parse({ ...rest, parentId: iskp.id })),
      ).rejects.toMatchObject({ errors: [{ path: 'parentId' }] });
    });
  });

  test.describe(`${name}: the journal`, () => {
    test('has no gap, forms a chain, and returns each record of a range once with all markings', async () => {
      const { store, remove } = await open();
      const created = await Promise.all(
        Array.from({ length: 10 }, () => store.createEvent(local, threat(), newKey())),
      );
      const first = created[0]?.event;
      if (!first) throw new Error('ten were created');
      await store.updateEvent(local, first.id, 1, threat({ tlp: 'amber' }), null);
      await store.deleteEvent(local, first.id, 2, 'double');
      expect((await store.head(local)).seq).toBe(12);
      const chains = await Promise.all(Array.from({ length: 13 }, (_, seq) => store.chainAt(local, seq)));
      expect(new Set(chains).size).toBe(13);
      expect(await store.chainAt(local, 13)).toBeNull();
      const { to, records } = await store.readJournal(local, 0, 100);
      expect(to).toEqual(await store.head(local));
      expect(records).toHaveLength(10);
      expect(records.at(-1)).toMatchObject({ id: first.id, version: 3 });
      expect(new Set(records.at(-1)?.markings.map(({ tlp }) => tlp))).toEqual(new Set(['clear', 'amber']));
      const [only] = (await store.readJournal(local, 11, 100)).records;
      expect(only?.markings.map(({ tlp }) => tlp)).toEqual(['amber']);
      await remove();
    });

    test('a reopened store has its records, epoch and seal key', async () => {
      const { store, dataDir, remove } = await open();
      const { event } = await store.createEvent(local, threat(), newKey());
      const { openAt } = await import('../sqlite');
      const second = await openAt(dataDir);
      expect((await second.getEvent(local, event.ref)).id).toBe(event.id);
      expect(await second.readIdentity()).toEqual(await store.readIdentity());
      await second.close();
      await remove();
    });
  });
}
