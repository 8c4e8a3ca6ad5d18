import { rm } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { localPrincipal as local, systemPrincipal } from '@/db/model/access/principal';
import type { Event, EventInput } from '@/db/model/event/event';
import { matches } from '@/db/model/matches';
import type { Store } from '@/db/store';
import { databaseOf, withDatabase } from '../../support/database';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { eventsOf, facetsOf, incident, newKey, threat } from './records';
import { openAt, sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

const countries = ['RU', 'PK', 'CN', 'IN', 'TR', 'US'] as const;
const inputOf = (country: string, severity: string, status: string): EventInput =>
  threat({ targets: [{ country, type: 'embassy' }], severity, threat: { status } });

test('while events change, a board and a filtered list each show one moment', async ({ store }) => {
  const made: Event[] = [];
  for (const country of countries)
    made.push((await store.createEvent(local, inputOf(country, 'severe', 'current'), newKey())).event);
  const shown = new Set<number>();
  let isDone = false;

  async function edit(): Promise<void> {
    // Until the watchers have seen several states.
    for (let round = 0; round < 20 || shown.size < 3; round += 1) {
      for (const [index, { id, version }] of made.entries()) {
        const isOn = (round + index) % 2 === 0;
        const input = inputOf(
          countries[index] ?? 'RU',
          isOn ? 'severe' : 'minor',
          isOn ? 'current' : 'foiled',
        );
        made[index] = await store.updateEvent(local, id, version, input, null);
      }
    }
    isDone = true;
  }
  async function watch(): Promise<void> {
    const filter = { severity: ['severe' as const], kind: ['threat' as const] };
    let now = Date.now();
    while (!isDone) {
      const page = await store.listEvents(local, { filter, sort: 'latest', limit: 50, after: null });
      expect(eventsOf(page).filter((event) => !matches(filter, event))).toEqual([]);
      now += 1000;
      const { figures } = await store.board(local, {}, now);
      // Each current threat is the only one to its embassy, and only current ones are severe.
      const severe = facetsOf(figures).severity.find(({ value }) => value === 'severe')?.events ?? 0;
      expect([figures.counts.currentThreats, severe]).toEqual([
        figures.threatened.length,
        figures.threatened.length,
      ]);
      shown.add(severe);
    }
  }
  await Promise.all([edit(), watch(), watch()]);
});

test('events that another process logs are counted and listed at once', async ({ store, opened }) => {
  await store.createEvent(local, incident(), newKey());
  const kinds = async () => facetsOf((await store.board(local, {}, Date.now())).figures).kind;
  expect(await kinds()).toEqual([{ value: 'incident', events: 1 }]);
  const other = await openAt(opened.dataDir);
  try {
    await other.createEvent(local, threat(), newKey());
  } finally {
    await other.close();
  }
  expect(await kinds()).toEqual([
    { value: 'incident', events: 1 },
    { value: 'threat', events: 1 },
  ]);
});

test('before many events are counted, the board shows who is under threat, and lists are complete', async () => {
  const copies = 20_000;
  const dataDir = await makeTemporaryFolder('chancery-store');
  const store = await openAt(dataDir);
  await store.putPrincipal(systemPrincipal, local);
  const { event } = await store.createEvent(local, incident(), newKey());
  await store.createEvent(local, threat(), newKey());
  await store.close();
  copyEvent(dataDir, event.id, copies);
  const later = await openAt(dataDir);
  try {
    const filter = { kind: ['threat' as const] };
    const [board, page, ready] = await Promise.allSettled([
      later.board(local, filter, Date.now()),
      listOf(later, filter),
      later.ping(),
    ]);
    expect(ready).toMatchObject({ status: 'rejected', reason: { code: 'index-building' } });
    expect(page).toMatchObject({ value: [{ kind: 'threat' }] });
    expect(board).toMatchObject({
      value: {
        figures: {
          threatened: [{ country: 'RU' }],
          total: { threatened: 1 },
          counts: { currentThreats: 1 },
          facets: null,
        },
      },
    });
    await expect.poll(() => later.ping().catch(({ code }) => code)).toBeUndefined();
    const { figures } = await later.board(local, filter, Date.now());
    expect(facetsOf(figures).kind).toEqual([
      { value: 'incident', events: copies + 1 },
      { value: 'threat', events: 1 },
    ]);
    expect(await listOf(later, filter)).toMatchObject([{ kind: 'threat' }]);
  } finally {
    await later.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function listOf(store: Store, filter: Parameters<Store['listEvents']>[1]['filter']): Promise<Event[]> {
  return eventsOf(await store.listEvents(local, { filter, sort: 'at', limit: 50, after: null }));
}

/** Copies an event and its entry in the index, without a change in the journal. */
function copyEvent(dataDir: string, id: string, copies: number): void {
  withDatabase(databaseOf(dataDir), (connection) => {
    const columns = connection
      .prepare<[], string>(
        "select name from pragma_table_info('events') where name not in ('n', 'id', 'ref')",
      )
      .pluck()
      .all()
      .map((name) => `"${name}"`)
      .join();
    const numbers =
      'with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ?)';
    connection
      .prepare(
        `${numbers} insert into events (n, id, ref, ${columns})
          select i + 100, printf('00000000-0000-7000-8000-%012x', i), printf('INC-1999-%05d', i), ${columns}
          from numbers, events where id = ?`,
      )
      .run(copies, id);
    connection
      .prepare(
        `${numbers} insert into index_entries (n, entry)
          select i + 100, json_set(entry, '$[0]', i + 100) from numbers, index_entries
          where n = (select n from events where id = ?)`,
      )
      .run(copies, id);
  });
}
