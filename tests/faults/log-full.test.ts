import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { threatDraft } from '../integration/api/support/drafts';
import { expect } from '../integration/live/live-test';
import { createApi } from '../support/api';
import { databaseOf, titlesIn } from '../support/database';
import { freePort } from '../support/server';
import { program } from '../support/server-process';
import { expectSound } from './database';
import { test } from './folders';

test('the server keeps working when its log cannot be written', async ({ makeFolder }) => {
  const dataDir = await makeFolder('none');
  const port = String(await freePort());
  const full = openSync('/dev/full', 'w');
  const server = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_ENV: 'test', PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'trace' },
    stdio: ['ignore', full, full],
  });
  const ended = once(server, 'close');
  try {
    const api = createApi(`http://localhost:${port}`);
    const isReady = () =>
      api.get('/api/readyz').then(
        ({ status }) => status,
        () => null,
      );
    await expect.poll(isReady).toBe(200);
    const titles = Array.from({ length: 10 }, (_, index) => `Letter ${index}`);
    for (const title of titles)
      expect((await api.post('/api/events', threatDraft({ title }))).status).toBe(201);
    server.kill('SIGTERM');
    await ended;
    expect(server.exitCode).toBe(0);
    expect(titlesIn(databaseOf(dataDir))).toEqual(titles);
    expectSound(dataDir);
  } finally {
    server.kill('SIGKILL');
  }
});
