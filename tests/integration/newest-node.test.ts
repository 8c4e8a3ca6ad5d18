import { fileURLToPath } from 'node:url';
import { nodeRelease } from '@/server/node-release';
import { expect, processTest as test } from '../fixtures';
import { createApi } from '../support/api';
import { threatDraft } from './api/support/drafts';

// Without an address no server is started for tests that need none.
test.use({ baseURL: undefined });

const newest = process.env.NEWEST_NODE ?? '';
const hook = fileURLToPath(new URL('../newest-node/use-driver.mjs', import.meta.url));
const warning = 'gets no security fixes any more';

test('a Node version is past its end of life after its last supported day', () => {
  const lastDay = Date.parse('2026-04-30T23:59:59Z');
  expect(nodeRelease('20.20.2', lastDay)).toMatchObject({ supportedUntil: '2026-04-30', isPastEnd: false });
  expect(nodeRelease('20.20.2', lastDay + 1000).isPastEnd).toBe(true);
  expect(nodeRelease('24.22.3', lastDay + 1000).isPastEnd).toBe(false);
  expect(nodeRelease('31.0.0', lastDay)).toEqual({
    version: '31.0.0',
    supportedUntil: null,
    isPastEnd: false,
  });
});

test('a start on a Node version past its end of life logs one warning', async ({ server }) => {
  await server.restart();
  const { isPastEnd } = nodeRelease(process.versions.node, Date.now());
  await expect.poll(() => server.log().split(warning).length).toBe(isPastEnd ? 3 : 1);
});

test('on the newest Node the server starts, logs and shows a threat, and logs no warning', async ({
  startProcess,
}) => {
  test.skip(newest === '', 'There is no package of the newest Node for this machine.');
  const { url, log, stop } = await startProcess({
    seed: 'none',
    // A new folder, which this Node fills.
    dataDir: test.info().outputPath('data'),
    node: newest,
    env: { NODE_OPTIONS: `--import=${hook}` },
  });
  const api = createApi(url);
  const logged = await api.post('/api/events', { ...threatDraft(), title: 'On the newest Node' });
  expect(logged.status, JSON.stringify(logged.body)).toBe(201);
  expect(JSON.stringify((await api.get('/api/board')).body)).toContain('"threatened":1');
  expect((await api.get('/')).body).toEqual(expect.stringContaining('On the newest Node'));
  expect(log()).not.toContain(warning);
  expect(await stop()).toEqual({ code: 0, signal: null });
});
