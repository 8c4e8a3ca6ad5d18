import { expect } from '../../fixtures';
import { test } from '../live/live-test';
import { threatDraft } from './support/drafts';

test.use({ env: { LOG_LEVEL: 'debug' } });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('each response has a unique request id, whichever part of the server sends it', async ({ api }) => {
  const answers = [
    await api.get('/api/events'),
    await api.get('/api/nowhere'),
    await api.get('/'),
    await api.get('/', { 'x-request-id': 'made up' }),
    await api.post('/api/events', {}, { origin: 'https://elsewhere.example' }),
  ];
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  for (const id of ids) expect(id).toMatch(uuid);
  expect(new Set(ids).size).toBe(answers.length);
});

test('the log names a request by the id in its response', async ({ api, server }) => {
  const { headers } = await api.post('/api/events', threatDraft(), { 'x-request-id': 'made up' });
  await expect.poll(() => server.log()).toContain(`"reqId":"${headers.get('x-request-id')}"`);
  expect(server.log()).not.toContain('made up');
});

test('the log names a viewer by the id of their connection', async ({ server, watch }) => {
  const viewer = await watch();
  const line = `"connection":"${viewer.socket.id}"`;
  await expect.poll(() => server.log()).toContain(line);
  viewer.close();
  await expect.poll(() => server.log().split(line)).toHaveLength(3);
});
