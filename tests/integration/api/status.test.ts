import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { status } from '@/db/model/status';
import { test as plain } from '../../fixtures';
import { createApi } from '../../support/api';
import { adminEnv, firstAdmin, signIn } from '../../support/people';
import { expect, test } from '../security/team';

test('only administrators read the status page, and it contains no secrets', async ({ team, server }) => {
  const live = await team.watch({ cookie: team.admin.cookie });
  const read = async () => status.parse((await team.admin.api.get('/api/status')).body);
  const { node, backup, disk, database, viewers, failing, startedAt } = await read();
  expect(node.version).toBe(process.versions.node);
  expect(backup).toEqual({ schedule: null, last: null });
  expect(disk.freeBytes).toBeGreaterThan(0);
  expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);
  expect(database.bytes).toBeGreaterThan(100_000);
  expect([viewers, failing]).toEqual([1, []]);
  expect(Date.now() - Date.parse(startedAt)).toBeGreaterThanOrEqual(0);
  live.close();
  await expect.poll(async () => (await read()).viewers).toBe(0);
  expect(JSON.stringify((await team.admin.api.get('/api/status')).body)).not.toContain(server.dataDir);
  const person = await team.createMember({ role: 'analyst', clearance: 'red' });
  expect((await person.api.get('/api/status')).status).toBe(403);
  expect((await person.api.get('/status')).status).toBe(404);
  expect((await createApi(team.url).get('/api/status')).status).toBe(401);
});

plain(
  'a failed scheduled backup is reported as failing until one succeeds',
  async ({ startServer, server }) => {
    const blocked = join(server.dataDir, 'no-folder');
    await writeFile(blocked, '');
    const schedule = { BACKUP_SCHEDULE: '* * * * * *' };
    const { url, restart } = await startServer({
      seed: 'none',
      env: { ...adminEnv, ...schedule, BACKUP_DIR: blocked },
    });
    const read = async () =>
      status.parse((await (await signIn(url, firstAdmin)).api.get('/api/status')).body);
    await expect.poll(async () => (await read()).failing).toEqual(['backups']);
    expect((await read()).backup.last?.hasSucceeded).toBe(false);
    await restart({ BACKUP_DIR: join(server.dataDir, 'backups') });
    await expect.poll(async () => (await read()).backup.last?.hasSucceeded).toBe(true);
    expect((await read()).failing).toEqual([]);
  },
);
