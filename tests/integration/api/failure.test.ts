import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, processTest as test } from '../../fixtures';
import { expectProblem } from './support/expectations';

test.use({ seed: 'register' });

test('a damaged database returns 500 with a request id, and only the log has the cause', async ({
  api,
  server,
}) => {
  // A graceful stop leaves everything in one file.
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096 * 8);
  const answer = await api.get('/api/missions?q=kabul&sending=RU');
  const failed = expectProblem(answer, 500);
  expect(answer.headers.get('x-request-id')).toBe(failed.requestId);
  expect(failed.detail).toContain(failed.requestId);
  expect(Object.keys(failed).sort()).toEqual([
    'code',
    'detail',
    'params',
    'requestId',
    'status',
    'title',
    'type',
  ]);
  // The output arrives through its own pipe, possibly after the response.
  await expect.poll(() => server.log()).toContain(failed.requestId);
  expect((await api.get('/api/healthz')).status).toBe(200);
});

test('a page that cannot be rendered is logged with the request id of its response', async ({
  api,
  server,
}) => {
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096);
  const { status, headers } = await api.get('/events/THR-2026-0001');
  expect(status).toBe(500);
  await expect.poll(() => server.log()).toContain(`"reqId":"${headers.get('x-request-id')}"`);
});

test('a server with a damaged database is not ready, but stays alive', async ({ api, server }) => {
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096);
  expectProblem(await api.get('/api/readyz'), 503);
  expect((await api.get('/api/healthz')).status).toBe(200);
});
