import { rm } from 'node:fs/promises';
import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { type Api, createApi } from '../../support/api';
import { holdExercise, readExercise } from '../../support/exercise';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { runCommand } from '../backup/command';
import { threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';

test.use({ seed: 'register' });

const list = z.looseObject({ items: z.array(event) });

async function exercises(api: Api): Promise<Event[]> {
  return list.parse((await api.get('/api/events?handling=exercise&limit=500')).body).items;
}

test('an exercise held at a minute of its siege has its records, and is removed in one request', async ({
  api,
}) => {
  expect(await readExercise(api)).toBeNull();
  const real = event.parse((await api.post('/api/events', threatDraft({ tlp: 'clear' }))).body);
  expectBadFields(await api.post('/api/exercise', { speed: 61, minute: -1, other: 1 }), [
    'minute',
    'other',
    'speed',
  ]);
  // A year before this instant is no date that a record can have.
  expectBadFields(await api.post('/api/exercise', { at: '1000-06-01T00:00:00Z' }), ['at']);
  expect(await readExercise(api)).toBeNull();

  await holdExercise(api, { minute: 6 });
  expect(expectProblem(await api.post('/api/exercise', {}), 422).code).toBe('exercise-exists');
  expect(await readExercise(api)).toMatchObject({
    minute: 6,
    speed: 0,
    startedBy: { name: 'Local analyst' },
  });

  const all = await exercises(api);
  const siege = all.find(({ tags, incident }) => tags.includes('siege') && incident?.phase === 'ongoing');
  expect(siege).toMatchObject({
    title: 'Gunmen inside the compound of the Dutch embassy',
    severity: 'extreme',
    targets: [
      { country: 'NL', accountedFor: 'no', mission: { type: 'embassy', host: 'UG' } },
      { country: 'DK', accountedFor: 'yes', mission: { type: 'embassy' } },
    ],
    incident: { hostages: { min: 2, max: 4 }, realises: [expect.any(String)] },
  });

  expect((await api.call('DELETE', '/api/exercise')).body).toEqual({ removed: 304 });
  expect(await readExercise(api)).toBeNull();
  expect(await exercises(api)).toEqual([]);
  for (const path of ['actors', 'visits'])
    expect((await api.get(`/api/${path}`)).body, path).toMatchObject({ items: [] });
  expect((await api.get(`/api/events/${real.id}`)).body).toEqual(real);
  expect((await api.call('DELETE', '/api/exercise')).body).toEqual({ removed: 0 });
});

test('an exercise that people have edited and cited is removed while it plays, and what is theirs stays', async ({
  api,
}) => {
  await api.post('/api/exercise', { speed: 1, minute: 3.4 });
  const isSiege = ({ tags, incident }: Event) => tags.includes('siege') && incident?.phase === 'ongoing';
  await expect.poll(async () => (await exercises(api)).some(isSiege)).toBe(true);
  const siege = (await exercises(api)).find(isSiege);
  const [actor] = siege?.actors ?? [];
  if (!siege || !actor) throw new Error('The siege names an actor');
  await api.patch(`/api/events/${siege.id}`, siege.version, { title: 'Edited by a participant' });
  const cited = threatDraft({ actors: [{ actorId: actor.actorId, role: 'suspected' }], tlp: 'clear' });
  const own = event.parse((await api.post('/api/events', cited)).body);
  const drill = event.parse((await api.post('/api/events', threatDraft({ handling: 'exercise' }))).body);

  expect((await api.call('DELETE', '/api/exercise')).status).toBe(200);
  expect(await exercises(api)).toEqual([]);
  expect((await api.get(`/api/events/${drill.id}`)).status).toBe(404);
  expect((await api.get(`/api/events/${own.id}`)).body).toEqual(own);
  // The actor that the record names, and those above it.
  const { items } = z
    .looseObject({ items: z.array(z.looseObject({ name: z.string() })) })
    .parse((await api.get('/api/actors')).body);
  expect(items.map(({ name }) => name).sort()).toEqual([
    'Meridian Front (exercise)',
    'Meridian Front, Lakes Wing (exercise)',
  ]);
});

test('a siege goes on after a restart, and each of its steps is written once', async ({ startServer }) => {
  const dataDir = await makeTemporaryFolder();
  const first = await startServer({ dataDir, seed: 'none', isFirstStart: true });
  await createApi(first.url).post('/api/exercise', { speed: 60, minute: 3 });
  await expect.poll(async () => (await readExercise(createApi(first.url)))?.phase).toBe('playing');
  await first.stop();

  const second = createApi((await startServer({ dataDir, seed: 'none' })).url);
  await expect.poll(async () => (await readExercise(second))?.phase).toBe('ended');
  const all = await exercises(second);
  expect(all).toHaveLength(304);
  const siege = all.find(({ title }) => title === 'Siege of the Dutch embassy');
  expect(siege).toMatchObject({ version: 11, incident: { phase: 'over', killed: { min: 1, max: 1 } } });
  const threat = all.find(({ id }) => siege?.incident?.realises.includes(id));
  expect(threat).toMatchObject({ threat: { status: 'realised' } });
  await rm(dataDir, { recursive: true, force: true });
});

test('npm run exercise starts an exercise that the running server plays, and removes it', async ({
  server,
  api,
}) => {
  const { dataDir } = server;
  const started = await runCommand('exercise', dataDir, '--speed', '0', '--minute', '6').ended;
  expect(started).toMatchObject({ code: 0, output: expect.stringContaining('The exercise has started') });
  await expect.poll(async () => (await readExercise(api))?.phase).toBe('held');
  const again = await runCommand('exercise', dataDir).ended;
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('There is already an exercise') });
  const wrong = await runCommand('exercise', dataDir, '--minute', 'six').ended;
  expect(wrong).toMatchObject({ code: 1, output: expect.stringMatching(/^Use npm run exercise, .*\.$/m) });
  const removed = await runCommand('exercise', dataDir, '--remove').ended;
  expect(removed).toMatchObject({
    code: 0,
    output: expect.stringContaining('Removed the exercise: 304 records'),
  });
  expect(await readExercise(api)).toBeNull();
  expect(await exercises(api)).toEqual([]);
});
