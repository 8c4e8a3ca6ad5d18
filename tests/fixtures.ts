import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, test as runner } from '@playwright/test';
import { type Api, createApi } from './support/api';
import { databaseOf, withDatabase } from './support/database';
import { createSeededFolders, type SeededFolders } from './support/seeded-folders';
import type { Seed, Settings, TestServer } from './support/server';
import { createServerHost, type HostedServer, type ServerHost } from './support/server-host';
import { type Launch, launch, type ProcessOptions, type ServerProcess } from './support/server-process';
import { makeTemporaryFolder } from './support/temporary-folder';

type Options = {
  /** What the test's server starts with: `example` (the register and the Kabul example), `register` or `none`. */
  seed: Seed;
  /** Further settings of the test's server. */
  env: Settings;
  /** What the browser's console may complain of, such as a server that was killed on purpose. */
  expectedComplaints: RegExp | undefined;
  /** The server is shared with other such tests of the worker: `readOnlyTest`. */
  isReadOnly: boolean;
};

type HostedOptions = {
  seed?: Seed;
  env?: Settings;
  /** A folder to keep; without it a copy of one that was seeded before, removed at the end. */
  dataDir?: string;
  /** In an empty folder: a store with an epoch and keys of its own. */
  isFirstStart?: boolean;
};

type Fixtures = {
  /**
   * The test's server, from the production build, in the process that runs those of a worker; started by the first
   * fixture that needs it. Its folder lies in memory and is a copy of one that was seeded before, so epoch and keys
   * are the same in each test. A test that kills it, or is about its process, uses `processTest`.
   */
  server: TestServer;
  /** Its HTTP API. */
  api: Api;
  /** Starts another server beside it, with its own port; put away at the end of the test. */
  startServer(options?: HostedOptions): Promise<TestServer>;
  /** The same as a process, whose folder lies on the disk; in `dataDir` it may find a folder that is empty. */
  startProcess(options?: ProcessOptions): Promise<ServerProcess>;
  /** Starts a process that is to refuse: its exit code and all that it printed. */
  failToStart(options?: ProcessOptions): Promise<{ code: number | null; output: string }>;
  /** What both start; what is still there at the end is killed, and what it printed is kept where the test failed. */
  launched(options?: ProcessOptions): Promise<Launch>;
  /** Fails the test in which the host of its servers died. */
  hostWatch: undefined;
  /** A page in a context of its own, as of another person on another machine. */
  openPage(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
};

type WorkerFixtures = {
  host: ServerHost;
  /**
   * One server for all tests of a worker that want the same: they look for their own records only. Most of what a
   * short test takes is the start of its server.
   */
  sharedServer(options: { seed: Seed; env: Settings }): Promise<TestServer>;
  folders: SeededFolders;
};

/** Playwright's test with a real server for each test, where an unexpected console error fails a page. */
export const test = runner.extend<Options & Fixtures, WorkerFixtures>({
  seed: ['example', { option: true }],
  env: [{}, { option: true }],
  expectedComplaints: [undefined, { option: true }],
  isReadOnly: [false, { option: true }],

  host: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    async ({}, use) => {
      const host = createServerHost();
      await use(host);
      await host.end();
    },
    { scope: 'worker' },
  ],
  folders: [async ({ host }, use) => use(createSeededFolders(host)), { scope: 'worker' }],
  sharedServer: [
    async ({ host, folders }, use) => {
      const servers = new Map<string, Promise<HostedServer>>();
      const made: string[] = [];
      const start = async (seed: Seed, env: Settings) => {
        const dataDir = await makeTemporaryFolder();
        made.push(dataDir);
        await folders.copy(seed, dataDir);
        return host.start({ dataDir, seed, env });
      };
      await use(async ({ seed, env }) => {
        const key = JSON.stringify([seed, env]);
        const known = await servers.get(key);
        if (known && !known.isLost()) return known;
        const started = start(seed, env);
        servers.set(key, started);
        return started;
      });
      for (const server of servers.values()) await (await server).stop();
      for (const folder of made) await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ seed, env, isReadOnly, startServer, sharedServer }, use, testInfo) => {
      const server = isReadOnly ? await sharedServer({ seed, env }) : await startServer({ seed, env });
      const before = isReadOnly ? changesIn(server) : 0;
      await use(server);
      if (isReadOnly) expect(changesIn(server), 'Changes of a test that is to make none').toBe(before);
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('server.log', { body: server.log(), contentType: 'text/plain' });
      }
    },
    // Of its own: the first in a run waits for the seeding too.
    { timeout: 180_000 },
  ],
  hostWatch: [
    async ({ host }, use) => {
      await use(undefined);
      const death = host.takeDeath();
      if (death) throw new Error(death);
    },
    { auto: true },
  ],
  startServer: async ({ host, folders }, use) => {
    const started: (() => Promise<void>)[] = [];
    await use(async ({ seed = 'example', env, dataDir, isFirstStart = false } = {}) => {
      const folder = dataDir ?? (await makeTemporaryFolder());
      started.push(async () => {
        if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
      });
      if (dataDir === undefined && !isFirstStart) await folders.copy(seed, folder);
      const server = await host.start({ dataDir: folder, seed, env });
      started.push(async () => void (await server.stop()));
      return server;
    });
    for (const remove of started.reverse()) await remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  launched: async ({}, use, testInfo) => {
    const launches: Launch[] = [];
    await use(async (options) => {
      const one = await launch(options);
      launches.push(one);
      return one;
    });
    for (const { remove, log } of launches) {
      await remove();
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach('process.log', { body: log(), contentType: 'text/plain' });
    }
  },
  startProcess: async ({ launched, folders }, use) => {
    const made: string[] = [];
    await use(async ({ dataDir, seed = 'example', ...options } = {}) => {
      const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'chancery-')));
      if (dataDir === undefined) {
        made.push(folder);
        await folders.copy(seed, folder);
      }
      return (await launched({ dataDir: folder, seed, ...options })).started;
    });
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  },
  failToStart: async ({ launched }, use) =>
    use(async (options) => (await launched({ seed: 'none', ...options })).refused()),
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

/**
 * The same with a server that is a process, whose folder lies on the disk: for what is about kills, signals, exit
 * codes, the environment, or what is kept when a process ends.
 */
export const processTest = test.extend<{ server: ServerProcess }>({
  server: [
    async ({ seed, env, startProcess }, use) => use(await startProcess({ seed, env })),
    { scope: 'test', timeout: 180_000 },
  ],
});

/**
 * The same with a server that is shared with other such tests: for those that change nothing, which is checked. To
 * start a server takes as much processor time as to load a page.
 */
export const readOnlyTest = test.extend({ isReadOnly: true });

export { expect };

/** How many changes its journal holds. */
function changesIn({ dataDir }: TestServer): unknown {
  return withDatabase(databaseOf(dataDir), (db) => db.prepare('select count(*) from changes').pluck().get());
}

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
