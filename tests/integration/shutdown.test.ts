import { expect } from '../fixtures';
import { threatDraft } from './api/drafts';
import { halfSent } from './api/half-sent';
import { test } from './live/live-test';
import { fetchUpgrade } from './live/upgrade';

test('while a request is under way a server that is told to stop is not ready, answers on, and lets nobody in', async ({
  server,
  api,
}) => {
  await api.get('/');
  const draft = JSON.stringify(threatDraft({ title: 'On the way' }));
  const request = await halfSent(server.port, '/api/events', draft, ['Idempotency-Key: half']);
  const stopped = server.stop();
  await expect.poll(async () => (await api.get('/api/readyz')).status, { intervals: [10] }).toBe(503);
  // A second word, from a process manager in a hurry, does no harm.
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
