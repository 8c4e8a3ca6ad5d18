import { type Browser, type BrowserContext, expect, type Page, test as runner } from '@playwright/test';
import { type Api, createApi } from './support/api';
import { failToStart, type ServerOptions, startServer, type TestServer } from './support/server';
import { createSpares, type Seed, type Spares } from './support/spares';

type Options = {
  /** What the test's server starts with: `example` (the register and the Kabul example), `register` or `none`. */
  seed: Seed;
  /** Further settings of the test's server. */
  env: Record<string, string>;
  /** What the browser's console may complain of, such as a server that was killed on purpose. */
  expectedComplaints: RegExp | undefined;
};

type Fixtures = {
  /**
   * The test's own server, from the production build; started by the first fixture that needs it. Its folder
   * is a copy of one that was seeded before, so epoch and keys are the same in each test of a worker.
   */
  server: TestServer;
  /** Its HTTP API. */
  api: Api;
  /** Starts another server, with its own port and fresh folder; put away at the end of the test. */
  startServer(options?: ServerOptions): Promise<TestServer>;
  /** Starts a server that is to refuse: its exit code and all that it printed. */
  failToStart: typeof failToStart;
  /** A page in a context of its own, as of another person on another machine. */
  openPage(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
};

type WorkerFixtures = {
  /** A folder as a server with this seed leaves it after its first start: not to be written to. */
  seededFolder(seed: Seed): Promise<string>;
  spares: Spares;
};

/** Playwright's test with a real server for each test, where an unexpected console error fails a page. */
export const test = runner.extend<Options & Fixtures, WorkerFixtures>({
  seed: ['example', { option: true }],
  env: [{}, { option: true }],
  expectedComplaints: [undefined, { option: true }],

  seededFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    async ({}, use) => {
      const seeded = new Map<Seed, ReturnType<typeof startServer>>();
      await use(async (seed) => {
        const first = seeded.get(seed) ?? startServer({ seed });
        seeded.set(seed, first);
        const { server } = await first;
        await server.stop();
        return server.dataDir;
      });
      for (const first of seeded.values()) await (await first).remove();
    },
    { scope: 'worker' },
  ],
  spares: [
    async ({ seededFolder }, use) => {
      const spares = createSpares(seededFolder);
      await use(spares);
      await spares.discard();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  startServer: async ({}, use) => {
    const started: (() => Promise<void>)[] = [];
    await use(async (options) => {
      const { server, remove } = await startServer(options);
      started.push(remove);
      return server;
    });
    for (const remove of started) await remove();
  },
  server: [
    async ({ seed, env, spares }, use, testInfo) => {
      const { server, remove } = await spares.take({ seed, env });
      await use(server);
      await remove();
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('server.log', { body: server.log(), contentType: 'text/plain' });
      }
    },
    // Of its own: the first in a worker waits for the seeding too.
    { timeout: 180_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  failToStart: async ({}, use) => use(failToStart),
  api: async ({ server }, use) => use(createApi(server.url)),

  baseURL: async ({ server }, use) => use(server.url),
  context: async ({ context, expectedComplaints }, use) => {
    const complaints = listen(context, expectedComplaints);
    await use(context);
    expect(complaints, 'The browser complained').toEqual([]);
  },
  openPage: async ({ browser, baseURL, expectedComplaints }, use) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL, ...options });
      opened.push({ context, complaints: listen(context, expectedComplaints) });
      return context.newPage();
    });
    for (const { context } of opened) await context.close();
    expect(
      opened.flatMap(({ complaints }) => complaints),
      'The browser complained',
    ).toEqual([]);
  },
});

export { expect };

/** Collects what goes wrong in any page of the context: console errors and uncaught exceptions. */
function listen(context: BrowserContext, expected: RegExp | undefined): string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!expected?.test(text)) complaints.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (failure) => note(failure.error().stack ?? failure.error().message));
  return complaints;
}
