import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, processTest as test } from '../../fixtures';
import { expectProblem } from './support/expectations';

test.use({ seed: 'register' });

test('a database that breaks under it is told as a failure with its number, and the cause in the log alone', async ({
  api,
  server,
}) => {
  // Stopped in order, it leaves everything in the one file.
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096 * 8);
  const answer = await api.get('/api/missions?q=kabul&sending=RU');
  const failed = expectProblem(answer, 500);
  expect(answer.headers.get('x-request-id')).toBe(failed.requestId);
  expect(failed.detail).toContain(failed.requestId);
  expect(Object.keys(failed).sort()).toEqual(['detail', 'requestId', 'status', 'title', 'type']);
  // What it prints comes through a pipe of its own.
  await expect.poll(() => server.log()).toContain(failed.requestId);
  expect((await api.get('/api/healthz')).status).toBe(200);
});

test('a page that cannot be made is told to the log by the number of its answer', async ({ api, server }) => {
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096);
  const { status, headers } = await api.get('/events/THR-2026-0001');
  expect(status).toBe(500);
  await expect.poll(() => server.log()).toContain(`"reqId":"${headers.get('x-request-id')}"`);
});

test('a server whose database does not answer is not ready, and lives on', async ({ api, server }) => {
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096);
  expectProblem(await api.get('/api/readyz'), 503);
  expect((await api.get('/api/healthz')).status).toBe(200);
});
