import { expect } from '../fixtures';
import { threatDraft } from './api/support/drafts';
import { startRequest } from './api/support/half-sent';
import { processTest as test } from './live/live-test';
import { bulk, openNetwork } from './live/stall';
import { fetchUpgrade } from './live/upgrade';
import { openViewer } from './live/viewer';

test('a stopping server is not ready, finishes requests and refuses new viewers', async ({ server, api }) => {
  await api.get('/');
  const draft = JSON.stringify(threatDraft({ title: 'On the way' }));
  const request = await startRequest(server.port, '/api/events', draft, ['Idempotency-Key: half']);
  const stopped = server.stop();
  await expect.poll(async () => (await api.get('/api/readyz')).status, { intervals: [10] }).toBe(503);
  // A second signal, from an impatient process manager, does no harm.
  process.kill(server.pid, 'SIGTERM');

  const answers = await Promise.all([
    api.get('/api/healthz'),
    api.get('/api/events'),
    api.get('/'),
    api.post('/api/events', threatDraft({ title: 'Just in time' })),
    fetchUpgrade(server.url, server.url),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201, 503]);
  const answer = await request.finish();
  expect(answer).toContain('HTTP/1.1 201 Created');
  expect(answer).toContain('On the way');
  expect(await stopped).toEqual({ code: 0, signal: null });

  await server.restart();
  expect((await api.get('/api/events')).body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ title: 'On the way' }),
      expect.objectContaining({ title: 'Just in time' }),
    ]),
  });
});

test('viewers are told that the server stops, and continue from their cursors', async ({
  server,
  watch,
  log,
}) => {
  const viewers = [await watch(), await watch(), await watch()];
  await log('Before');
  for (const viewer of viewers) await viewer.until(({ titles }) => titles().includes('Before'));
  const stopped = server.stop();
  for (const viewer of viewers) {
    expect(await viewer.closing()).toEqual({ reason: 'shutdown' });
    await viewer.gone();
  }
  expect(await stopped).toEqual({ code: 0, signal: null });
  await server.restart();
  await log('After');
  const [viewer] = viewers;
  const again = await watch({ cursor: viewer?.cursor() });
  await again.until(({ titles }) => titles().includes('After'));
  expect(again.titles()).toEqual(['After']);
});

test('a stalled viewer delays neither other viewers nor the stop', async ({ server, watch, log }) => {
  const network = await openNetwork(server.url);
  const slow = openViewer(network.url, { origin: server.url, headers: { Host: new URL(server.url).host } });
  await slow.until(({ frames }) => frames.length > 0);
  const quick = await watch();
  network.stall();
  const titles = Array.from({ length: 40 }, (_, index) => `Letter ${index}`);
  for (const title of titles) await log(title, bulk);
  await quick.until((viewer) => viewer.titles().length === titles.length);

  const stopped = server.stop();
  expect(await quick.closing()).toEqual({ reason: 'shutdown' });
  await quick.gone();
  expect(await stopped).toEqual({ code: 0, signal: null });
  await network.close();
  slow.close();
});
