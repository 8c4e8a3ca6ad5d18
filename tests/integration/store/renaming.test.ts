import { rm } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { localPrincipal as local, systemPrincipal } from '@/db/model/access/principal';
import { type ActorInput, actorInput, missionInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import { createApi } from '../../support/api';
import { databaseOf, withDatabase } from '../../support/database';
import { startServer } from '../../support/server-process';
import { eventsOf, newKey, threat } from './records';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);
const count = 2500;

function named(name: string): ActorInput {
  return actorInput.parse({ name, aliases: [] });
}

/** Creates an actor and events that name it. */
async function createEvents(store: Store): Promise<string> {
  const { record: actor } = await store.createRecord(local, 'actor', named('Before'), newKey());
  const actors = [{ actorId: actor.id, role: 'threatened' as const }];
  for (let logged = 0; logged < count; logged += 500)
    await Promise.all(
      Array.from({ length: 500 }, () => store.createEvent(local, threat({ actors }), newKey())),
    );
  return actor.id;
}

/** How many events show this name, and how many are found by it. */
function countOf(dataDir: string, name: string): { shown: number; found: number } {
  return withDatabase(databaseOf(dataDir), (connection) => {
    const one = (sql: string) => connection.prepare<[string], number>(sql).pluck().get(name) ?? 0;
    return {
      shown: one(`select count(*) from events where record ->> '$.actors[0].name' = ?`),
      found: one('select count(*) from events_fts where events_fts match lower(?)'),
    };
  });
}

const all = { shown: count, found: count };
const none = { shown: 0, found: 0 };

test('renaming an actor in thousands of events does not block other commands', async ({
  opened: { store, dataDir },
}) => {
  const id = await createEvents(store);
  const { seq } = await store.head(local);
  // Sent at once, so that the writer has all of them before it finishes the first renaming.
  await Promise.all([
    store.updateRecord(local, 'actor', id, 1, named('Between')),
    store.createEvent(local, threat({ title: 'Urgent' }), newKey()),
    store.updateRecord(local, 'actor', id, 2, named('After')),
    store.createEvent(local, threat({ title: 'As urgent' }), newKey()),
  ]);
  await expect.poll(() => countOf(dataDir, 'After')).toEqual(all);
  expect(countOf(dataDir, 'Before')).toEqual(none);
  expect(countOf(dataDir, 'Between')).toEqual(none);

  const order = withDatabase(databaseOf(dataDir), (connection) =>
    connection.prepare('select type, version, "by" from changes where seq > ? order by seq').raw().all(seq),
  );
  expect(order).toEqual([
    ['actor', 2, local.id],
    ['event', 1, local.id],
    ['actor', 3, local.id],
    ['event', 1, local.id],
    ['actor', 3, systemPrincipal.id],
  ]);
  const page = await store.listEvents(local, { filter: { q: 'after' }, sort: 'at', limit: 1, after: null });
  expect(eventsOf(page)).toMatchObject([{ version: 1, actors: [{ actorId: id, name: 'After' }] }]);
  // A name in few events is changed before the command returns.
  const input = missionInput.parse({
    sending: 'RU',
    host: 'AF',
    type: 'embassy',
    city: 'Kabul',
    name: 'Old',
  });
  const { record: mission } = await store.createRecord(local, 'mission', input, newKey());
  const target = { country: 'RU', type: 'embassy', missionId: mission.id };
  const { event } = await store.createEvent(local, threat({ targets: [target] }), newKey());
  await store.updateRecord(local, 'mission', mission.id, 1, { ...input, name: 'New' });
  expect((await store.getEvent(local, event.id)).targets).toMatchObject([{ mission: { name: 'New' } }]);
});

test('a renaming interrupted by SIGKILL is completed after the next start', async () => {
  const { store, dataDir } = await sqliteStore();
  const id = await createEvents(store);
  await store.close();
  const { server, remove } = await startServer({ seed: 'none', dataDir });
  const api = createApi(server.url);
  let [version, cut] = [1, all];
  // On a busy machine the kill may come after the last event; then the next renaming is interrupted.
  while (cut.shown === count && version < 6) {
    expect((await api.patch(`/api/actors/${id}`, version, { name: `After${version}` })).status).toBe(200);
    await server.kill();
    cut = countOf(dataDir, `After${version}`);
    version += 1;
    await server.restart();
  }
  expect(cut.shown).toBeLessThan(count);
  expect(cut.found).toBe(cut.shown);
  const last = `After${version - 1}`;
  await expect.poll(() => countOf(dataDir, last)).toEqual(all);
  for (const before of ['Before', `After${version - 2}`]) expect(countOf(dataDir, before)).toEqual(none);
  const actor = await api.get(`/api/actors/${id}`);
  expect(actor.body).toEqual({ id, version, ...named(last) });
  await remove();
  await rm(dataDir, { recursive: true, force: true });
});
