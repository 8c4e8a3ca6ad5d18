import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as runner } from '@playwright/test';
import Database from 'better-sqlite3';
import { localPrincipal as local, systemPrincipal } from '@/db/model/access/principal';
import { missionInput, visitInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import { eventsOf, newKey, threat } from './records';
import { openAt } from './sqlite';

/** Playwright's test with a folder for a database that is opened several times. */
const test = runner.extend<{ dataDir: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  dataDir: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chancery-names-'));
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },
});

/** Opens the store of a folder, uses it and closes it. */
async function withStore<T>(dataDir: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openAt(dataDir);
  await store.putPrincipal(systemPrincipal, local);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** The titles of events, missions, visits and places that a search finds. */
async function found(store: Store, q: string) {
  const page = { limit: 5, after: null };
  const [events, missions, visits, places] = await Promise.all([
    store.listEvents(local, { filter: { q }, sort: 'latest', ...page }),
    store.listRecords(local, 'mission', { q, ...page }),
    store.listRecords(local, 'visit', { q, ...page }),
    store.listPlaces(local, { q, limit: 1 }),
  ]);
  return {
    events: eventsOf(events).map(({ title }) => title),
    missions: missions.items.map(({ city }) => city),
    visits: visits.items.map(({ title }) => title),
    places: places.map(({ name }) => name),
  };
}

const nothing = { events: [], missions: [], visits: [], places: [] };
const kabul = { events: ['Letter'], missions: ['Kabul'], visits: ['Talks'], places: ['Kabul'] };

async function createRecords(store: Store): Promise<void> {
  const place = { host: 'AF', city: 'Kabul' };
  const mission = missionInput.parse({ sending: 'RU', type: 'embassy', ...place });
  const visit = visitInput.parse({
    country: 'CN',
    title: 'Talks',
    from: '2026-05-01',
    to: '2026-05-03',
    ...place,
  });
  await store.createRecord(local, 'mission', mission, newKey());
  await store.createRecord(local, 'visit', visit, newKey());
  await store.createEvent(local, threat({ title: 'Letter' }), newKey());
}

/** Turns the database into one of a version without city names; `names` is the digest of names that it stored. */
function downgrade(dataDir: string, names: string | null): void {
  const database = new Database(join(dataDir, 'chancery.db'));
  for (const table of ['events', 'missions', 'visits']) {
    database.exec(
      `delete from ${table}_fts; insert into ${table}_fts (rowid, text) select n, 'kabul' from ${table}`,
    );
  }
  database.exec("insert into places_fts (places_fts) values ('delete-all')");
  database.exec("insert into places_fts (rowid, text) select n, 'kabul' from places where name = 'Kabul'");
  database.prepare("delete from meta where key = 'names'").run();
  if (names !== null) database.prepare("insert into meta values ('names', ?)").run(names);
  database.close();
}

for (const [from, names] of [
  ['a version without city names', null],
  ['a version with other names', 'another digest'],
] as const) {
  test(`records of ${from} are found by their current names after the start`, async ({ dataDir }) => {
    await withStore(dataDir, createRecords);
    downgrade(dataDir, names);
    await withStore(dataDir, async (store) => {
      // Events are updated while the store already answers.
      for (const q of ['kabul', 'kabil', 'кабул']) await expect.poll(() => found(store, q), q).toEqual(kabul);
    });
  });
}

test('a database from before metropolitan cities gets those of the register once', async ({ dataDir }) => {
  const embassy = (store: Store, q: string) =>
    store.listRecords(local, 'mission', { q, limit: 5, after: null });
  await withStore(dataDir, async (store) => {
    // The British embassy in Moscow, which has a journal entry, and the American one in Lebanon.
    for (const [wikidata, sending, host, city] of [
      ['Q4373981', 'GB', 'RU', 'Arbat District'],
      ['Q105609668', 'US', 'LB', 'Aoukar'],
    ]) {
      const input = missionInput.parse({ wikidata, sending, host, city, type: 'embassy' });
      await store.createRecord(local, 'mission', input, newKey());
    }
  });
  const database = new Database(join(dataDir, 'chancery.db'));
  database.exec("delete from meta where key in ('names', 'metro filled')");
  // The seed creates missions without a journal entry.
  const seeded = "select id from missions where sending = 'US'";
  database.exec(`delete from changes where record_id = (${seeded})`);
  database.close();

  const heads = await withStore(dataDir, async (store) => {
    expect((await embassy(store, 'united kingdom moscow')).items).toMatchObject([
      { city: 'Arbat District', metro: 'Moscow', version: 2 },
    ]);
    const [american] = (await embassy(store, 'сша бейрут')).items;
    expect(american).toMatchObject({ city: 'Aoukar', metro: 'Beirut', version: 1 });
    if (!american) throw new Error('there is one');
    const { id, version, ...input } = american;
    await store.updateRecord(local, 'mission', id, version, { ...input, metro: null });
    return store.head(local);
  });
  // A removed city stays removed, and the journal gets no more entries.
  await withStore(dataDir, async (store) => {
    expect((await embassy(store, 'united states beirut')).items).toEqual([]);
    expect(await store.head(local)).toEqual(heads);
  });
});

test('search texts are not rewritten if the names have not changed since the last start', async ({
  dataDir,
}) => {
  await withStore(dataDir, createRecords);
  const database = new Database(join(dataDir, 'chancery.db'));
  const digest: unknown = database.prepare("select value from meta where key = 'names'").pluck().get();
  database.close();
  downgrade(dataDir, String(digest));
  expect(await withStore(dataDir, (store) => found(store, 'кабул'))).toEqual(nothing);
});

test('a deleted event stays out of the search after names have changed', async ({ dataDir }) => {
  await withStore(dataDir, async (store) => {
    const { event } = await store.createEvent(local, threat({ title: 'Letter' }), newKey());
    await store.createEvent(local, threat({ title: 'Later letter' }), newKey());
    await store.deleteEvent(local, event.id, 1, 'Entered twice');
  });
  downgrade(dataDir, null);
  await withStore(dataDir, (store) =>
    expect.poll(async () => (await found(store, 'кабул')).events).toEqual(['Later letter']),
  );
});

test('events of an earlier version name a mission by its metropolitan city after the start', async ({
  dataDir,
}) => {
  const ref = await withStore(dataDir, async (store) => {
    const place = { host: 'DE', city: 'Mitte', metro: 'Berlin' };
    const mission = missionInput.parse({ sending: 'GB', type: 'embassy', ...place });
    const { record } = await store.createRecord(local, 'mission', mission, newKey());
    const targets = [{ country: 'GB', type: 'embassy' as const, missionId: record.id }];
    return (await store.createEvent(local, threat({ targets }), newKey())).event.ref;
  });
  const database = new Database(join(dataDir, 'chancery.db'));
  database.exec(`update events set record = replace(record, '"city":"Berlin"', '"city":"Mitte"')`);
  const { changes } = database.prepare("delete from meta where key = 'metros named'").run();
  database.close();
  expect(changes).toBe(1);
  await withStore(dataDir, async (store) => {
    const { targets } = await store.getEvent(local, ref);
    expect(targets).toMatchObject([{ mission: { host: 'DE', city: 'Berlin' } }]);
  });
});
