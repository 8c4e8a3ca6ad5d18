import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '../fixtures';
import { createApi } from '../support/api';
import { adminEnv, firstAdmin, signIn } from '../support/people';
import { threatDraft } from './api/support/drafts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const built = new URL('../../dist/server.mjs', import.meta.url).href;

// Without an address no server is started for tests that need none.
test.use({ seed: 'none', baseURL: undefined });

test('each of two servers in one process serves and counts pages with its own records only', async ({
  server,
  startServer,
}) => {
  const other = await startServer({ seed: 'none', env: { BANNER: 'THE OTHER ONE' } });
  const [here, there] = [createApi(server.url), createApi(other.url)];
  expect((await here.post('/api/events', threatDraft({ title: 'Logged here' }))).status).toBe(201);
  expect((await there.post('/api/events', threatDraft({ title: 'Logged there' }))).status).toBe(201);
  // Concurrently, so that renders of both servers overlap.
  const pages = Array.from({ length: 8 }, (_, n) => (n % 2 ? there : here).get('/'));
  for (const [n, { body }] of (await Promise.all(pages)).entries()) {
    const shown = ['Logged here', 'Logged there', 'THE OTHER ONE'].map((text) => String(body).includes(text));
    expect(shown).toEqual(n % 2 ? [false, true, true] : [true, false, false]);
  }
  const renderCountOf = async (url: string) =>
    /^chancery_page_renders_total (\d+)$/m.exec(String((await createApi(url).get('/api/metrics')).body))?.[1];
  expect([await renderCountOf(server.url), await renderCountOf(other.url)]).toEqual(['4', '4']);
});

test('a session of one server is not valid on another in the same process', async ({ startServer }) => {
  const [one, other] = [
    await startServer({ seed: 'none', env: adminEnv }),
    await startServer({ seed: 'none', env: adminEnv }),
  ];
  const { cookie } = await signIn(one.url, firstAdmin);
  expect((await createApi(one.url, { cookie }).get('/api/board')).status).toBe(200);
  expect((await createApi(other.url, { cookie }).get('/api/board')).status).toBe(401);
});

test('a process exits after closing its servers, which leave no thread, socket or timer', async () => {
  const script = `
    import { preparePages, startChancery } from ${JSON.stringify(built)};
    const [root, dataDir] = process.argv.slice(2);
    process.chdir(root);
    const pages = await preparePages({ root, isDevelopment: false, port: 0 });
    for (let started = 0; started < 3; started += 1) {
      const { url, close } = await startChancery({
        env: { PORT: '0', DATA_DIR: dataDir, SEED: 'none' },
        root,
        isDevelopment: false,
        output: { write() {} },
        pages: async () => ({ ...pages, close: async () => {} }),
        onLost() {},
      });
      process.stdout.write((await fetch(url)).status + '\\n');
      await close();
    }
    await pages.close();`;
  const file = test.info().outputPath('servers.mjs');
  await writeFile(file, script);
  const args = [file, root, test.info().outputPath('data')];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_ENV: 'production' } });
  expect(stdout).toMatch(/^(?:200\n){3}$/m);
});
