import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, processTest as test } from '../fixtures';

// Without an address no server is started for tests that need none.
test.use({ seed: 'none', baseURL: undefined });

test('a server responds at the address that it prints', async ({ server, api }) => {
  const { status } = await api.get('/api/healthz');
  expect(status).toBe(200);
  expect(server.log()).toContain(`Chancery is at ${server.url}`);
});

test('a killed server restarts at the same address with its records', async ({ server, api }) => {
  const made = await api.post('/api/actors', {
    name: 'The northern column',
    aliases: [],
    type: 'armed-group',
  });
  expect(made.status).toBe(201);
  expect(await server.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  await expect(api.get('/api/healthz')).rejects.toThrow();
  await server.restart();
  const { body } = await api.get('/api/actors?q=northern');
  expect(body).toMatchObject({ items: [{ name: 'The northern column' }] });
});

test('files of a server are not readable by other users of the machine', async ({ server }) => {
  const names = await readdir(server.dataDir);
  expect(names).toContain('chancery.db');
  for (const name of names) expect((await stat(join(server.dataDir, name))).mode & 0o077, name).toBe(0);
});

test('a server that receives SIGTERM exits with 0', async ({ server }) => {
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});

test('a server with an invalid setting exits with one sentence that names it', async ({ failToStart }) => {
  const { code, output } = await failToStart({ env: { PORT: 'http' } });
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain('PORT');
});

test('a second server on the same port exits with one sentence', async ({ server, failToStart }) => {
  const { code, output } = await failToStart({ env: { PORT: String(server.port) } });
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain(String(server.port));
});
