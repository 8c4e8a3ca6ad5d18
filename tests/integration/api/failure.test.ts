import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../../fixtures';
import { expectProblem } from './expectations';

test.use({ seed: 'register' });

test('a database that breaks under it is told as a failure with its number, and the cause in the log alone', async ({
  api,
  server,
}) => {
  // Stopped in order, it leaves everything in the one file.
  await server.restart();
  await truncate(join(server.dataDir, 'chancery.db'), 4096 * 8);
  const failed = expectProblem(await api.get('/api/missions?q=kabul&sending=RU'), 500);
  expect(failed.detail).toContain(failed.requestId);
  expect(Object.keys(failed).sort()).toEqual(['detail', 'requestId', 'status', 'title', 'type']);
  // What it prints comes through a pipe of its own.
  await expect.poll(() => server.log()).toContain(failed.requestId);
  expect((await api.get('/api/healthz')).status).toBe(200);
});
