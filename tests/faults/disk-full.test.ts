import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { threatDraft } from '../integration/api/support/drafts';
import { expectProblem } from '../integration/api/support/expectations';
import { expect, processTest as test } from '../integration/live/live-test';
import { createApi } from '../support/api';
import { databaseOf, titlesIn } from '../support/database';
import { expectSound } from './database';
import { disks } from './disk';
import { expectRefusal } from './refusal';

/** Enough events for a checkpoint of the write-ahead log before and after. */
const eventCount = 60;

for (const [name, openDisk] of disks) {
  test(`with ${name} only stored writes are acknowledged, reads work, and writes recover`, async ({
    folders,
    startProcess,
    watch,
  }) => {
    const disk = await openDisk();
    try {
      await folders.copy('none', disk.folder);
      const server = await startProcess({ dataDir: disk.folder, seed: 'none' });
      const api = createApi(server.url);
      const viewer = await watch({ url: server.url });
      const acknowledged: string[] = [];
      const write = async (title: string, key = randomUUID()) => {
        const answer = await api.post('/api/events', threatDraft({ title }), { 'idempotency-key': key });
        if (answer.status === 201) acknowledged.push(title);
        return answer;
      };
      for (let n = 0; n < eventCount; n += 1) expect((await write(`Before ${n}`)).status).toBe(201);

      disk.fill(server);
      const refused = async () => {
        for (let n = 0; n < 500; n += 1) {
          const key = randomUUID();
          const title = `Full ${n}`;
          const answer = await write(title, key);
          if (answer.status !== 201) return { title, key, answer };
        }
        throw new Error('The disk is not full');
      };
      const { title, key, answer } = await refused();
      expect(expectProblem(answer, 503).detail).toMatch(/^Nothing was saved, because the disk .*\.$/);
      // A smaller write may still fit where a larger one did not.
      const edit = await api.patch('/api/events/THR-2026-0001', 1, { severity: 'severe' });
      expect([200, 503]).toContain(edit.status);
      for (let more = 0; more < 5; more += 1)
        expect([201, 503]).toContain((await write(`More ${more}`)).status);
      for (const path of ['/api/events', '/api/board', '/api/readyz', '/api/events?q=letter', '/'])
        expect((await api.get(path)).status, path).toBe(200);
      expect(viewer.socket.connected).toBe(true);
      await expect.poll(() => server.log()).toContain('SqliteError');

      disk.free(server);
      expect((await write(title, key)).status).toBe(201);
      for (let after = 0; after < eventCount; after += 1)
        expect((await write(`After ${after}`)).status).toBe(201);
      await viewer.until(({ titles }) => titles().includes(`After ${eventCount - 1}`));
      expect([...new Set(viewer.titles())]).toEqual(acknowledged);

      await server.kill();
      expect(titlesIn(databaseOf(disk.folder))).toEqual(acknowledged);
      expectSound(disk.folder);
      await server.restart();
      expect((await api.get('/api/events/THR-2026-0001')).body).toMatchObject({
        title: 'Before 0',
        version: edit.status === 200 ? 2 : 1,
      });
      await server.kill();
    } finally {
      await disk.remove();
    }
  });

  test(`a start on ${name} fails with one sentence and changes no record`, async ({
    folders,
    failToStart,
    startProcess,
  }) => {
    const disk = await openDisk();
    try {
      const [fresh, filled] = ['fresh', 'filled'].map((folder) => join(disk.folder, folder));
      await mkdir(fresh ?? '');
      await folders.copy('none', filled ?? '');
      disk.fill();
      for (const dataDir of [fresh, filled]) {
        const { through } = disk;
        expectRefusal(
          await failToStart({ dataDir, through }),
          / is full: free some space first\.$|: check the disk and its free space\.$/,
        );
      }
      disk.free();
      const server = await startProcess({ dataDir: filled, seed: 'none' });
      expect((await createApi(server.url).get('/api/board')).status).toBe(200);
      await server.kill();
      expectSound(filled ?? '');
    } finally {
      await disk.remove();
    }
  });
}
