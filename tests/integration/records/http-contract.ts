import { rm } from 'node:fs/promises';
import { expect, test as runner } from '@playwright/test';
import * as z from 'zod';
import { event } from '@/db/model/event/event';
import type { RecordDefinition } from '@/db/model/records/define-record';
import { type Api, createApi } from '../../support/api';
import { databaseOf, withDatabase } from '../../support/database';
import { expectBadFields, expectProblem } from '../api/support/expectations';
import { copyTemplate } from '../store/sqlite';
import type { RecordSamples } from './record-contract';

const pages = z.strictObject({
  items: z.array(z.looseObject({ id: z.string() })),
  next: z.string().nullable(),
});
const feed = z.looseObject({ cursor: z.string(), items: z.array(z.unknown()) });
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** What every record type does over HTTP. */
export function httpContract(definition: RecordDefinition, samples: RecordSamples): void {
  const { type, noun, roles, schema } = definition;
  const path = `/api/${definition.path}`;
  const test = runner.extend<{ api: Api }>({
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    api: async ({}, use) => {
      const program = await samples.open();
      const dataDir = await copyTemplate();
      withDatabase(databaseOf(dataDir), (connection) => connection.exec(samples.prepare ?? ''));
      const { url, close } = await program.startServer(dataDir);
      await use(createApi(url));
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  });

  test.describe(`The API of the record type ${type}`, () => {
    test(`${noun} is created once per key, changed by version, and announced in the feed`, async ({
      api,
    }) => {
      const start = feed.parse((await api.get('/api/feed')).body).cursor;
      const eventId = await logEvent(api);
      const key = { 'idempotency-key': 'once' };
      const body = samples.first(eventId);
      const made = await api.post(path, body, key);
      expect(made).toMatchObject({ status: 201, body: { ...body, version: 1 } });
      const record = schema.parse(made.body);
      expect(made.headers.get('location')).toBe(`${path}/${record.id}`);
      expect(made.headers.get('etag')).toBe('"1"');
      const replay = await api.post(path, body, key);
      expect(replay).toMatchObject({ status: 200, body: made.body });
      expect(replay.headers.get('idempotent-replay')).toBe('true');

      const patch = samples.second(eventId);
      const changed = await api.patch(`${path}/${record.id}`, 1, patch);
      expect(changed).toMatchObject({ status: 200, body: { ...patch, id: record.id, version: 2 } });
      expect(changed.headers.get('etag')).toBe('"2"');
      expect((await api.get(`${path}/${record.id}`)).body).toEqual(changed.body);
      const lost = expectProblem(await api.patch(`${path}/${record.id}`, 1, patch), 412);
      expect(lost.current).toEqual(changed.body);
      expectProblem(await api.call('PATCH', `${path}/${record.id}`, { body: patch }), 428);
      const history = await api.get(`${path}/${record.id}/history`);
      expect(history).toMatchObject({ status: 200, body: { items: [{ version: 2 }, { version: 1 }] } });

      const { items } = feed.parse((await api.get(`/api/feed?after=${start}`)).body);
      expect(items).toContainEqual({ op: 'changed', type, id: record.id, version: 2 });
    });

    test(`a bad body, an unknown field or parameter, and an unknown id of ${noun} are refused`, async ({
      api,
    }) => {
      const eventId = await logEvent(api);
      expectBadFields(await api.post(path, samples.bad.body), [...samples.bad.paths]);
      const { id } = schema.parse((await api.post(path, samples.first(eventId))).body);
      expectBadFields(await api.patch(`${path}/${id}`, 1, { id: 'x', colour: 1 }), ['id', 'colour']);
      expectBadFields(await api.get(`${path}?colour=red&limit=0`), ['colour', 'limit']);
      expectBadFields(await api.get(`${path}?page=nonsense`), ['page']);
      for (const unknown of ['nonsense', '00000000-0000-8000-8000-00000000dead']) {
        expectProblem(await api.get(`${path}/${unknown}`), 404);
        expectProblem(await api.get(`${path}/${unknown}/history`), 404);
      }
    });

    test(`${noun} is deleted with a reason, if its type allows it`, async ({ api }) => {
      const eventId = await logEvent(api);
      const { id } = schema.parse((await api.post(path, samples.first(eventId))).body);
      if (roles.delete === null) {
        expectProblem(await api.remove(`${path}/${id}`, 1, { reason: 'Mistake' }), 405);
        return;
      }
      expectBadFields(await api.remove(`${path}/${id}`, 1, {}), ['reason']);
      expectProblem(await api.remove(`${path}/${id}`, 2, { reason: 'Mistake' }), 412);
      expect((await api.remove(`${path}/${id}`, 1, { reason: 'Mistake' })).status).toBe(204);
      expectProblem(await api.get(`${path}/${id}`), 404);
      const history = await api.get(`${path}/${id}/history`);
      expect(history).toMatchObject({ body: { items: [{ what: 'deleted', reason: 'Mistake' }, {}] } });
    });

    test(`the list of ${noun} is read in pages, and described in the API document`, async ({ api }) => {
      for (const body of samples.two(await logEvent(api)))
        expect((await api.post(path, body)).status).toBe(201);
      const { items } = pages.parse((await api.get(`${path}?limit=500`)).body);
      const paged: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const page = pages.parse((await api.get(`${path}?limit=1${next && `&page=${next}`}`)).body);
        paged.push(...page.items.map(({ id }) => id));
        next = page.next;
      }
      expect(paged).toEqual(items.map(({ id }) => id));
      expect(paged).toHaveLength(2);

      const { paths, components } = document.parse((await api.get('/api/openapi.json')).body);
      expect(Object.keys(paths[path] ?? {}).sort()).toEqual(['get', 'post']);
      const ofOne = ['get', 'patch', ...(roles.delete === null ? [] : ['delete'])].sort();
      expect(Object.keys(paths[`${path}/{id}`] ?? {}).sort()).toEqual(ofOne);
      expect(Object.keys(paths[`${path}/{id}/history`] ?? {})).toEqual(['get']);
      const name = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
      expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([name, `New${name}`]));
    });
  });
}

/** Logs an event that everyone may see and returns its id. */
async function logEvent(api: Api): Promise<string> {
  const draft = {
    kind: 'threat',
    title: 'Letter',
    at: '2026-03-01',
    location: { country: 'AF' },
    targets: [{ country: 'RU', type: 'embassy' }],
    tlp: 'clear',
    threat: {},
  };
  return event.parse((await api.post('/api/events', draft)).body).id;
}
