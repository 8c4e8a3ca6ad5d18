import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, test as runner } from '@playwright/test';
import { type Api, createApi } from './support/api';
import { databaseOf, withDatabase } from './support/database';
import { waitForRoutes } from './support/routes-apply';
import { waitForScripts } from './support/scripts-run';
import { createSeededFolders, type SeededFolders } from './support/seeded-folders';
import type { Seed, Settings, TestServer } from './support/server';
import { createServerHost, type HostedServer, type ServerHost } from './support/server-host';
import { type Launch, launch, type ProcessOptions, type ServerProcess } from './support/server-process';
import { makeTemporaryFolder } from './support/temporary-folder';

type Options = {
  /** The records of the test's server: `example` (the register and the Kabul example), `register` or `none`. */
  seed: Seed;
  /** Further settings of the test's server. */
  env: Settings;
  /** Console errors that the test expects, such as those of a killed server. */
  expectedComplaints: RegExp | undefined;
  /**
   * Whether the server is shared with other tests of the worker: `own-records` for tests that look only for their own
   * records, `read-only` for tests that change nothing, which is checked.
   */
  sharing: 'none' | 'own-records' | 'read-only';
};

type HostedOptions = {
  seed?: Seed;
  env?: Settings;
  /** A folder to keep; by default a copy of a seeded folder that is removed at the end. */
  dataDir?: string;
  /** Starts in an empty folder, so that the store gets its own epoch and keys. */
  isFirstStart?: boolean;
};

type Fixtures = {
  /**
   * The test's server, from the production build, in the process that hosts the servers of a worker. Its folder is in
   * memory and a copy of a seeded folder, so epoch and keys are the same in each test. A test that kills the server
   * or depends on its process uses `processTest`.
   */
  server: TestServer;
  /** Its HTTP API. */
  api: Api;
  /** Starts another hosted server with its own port, which is stopped at the end of the test. */
  startServer(options?: HostedOptions): Promise<TestServer>;
  /** Starts a server as a process, with its folder on disk; `dataDir` may be an empty folder. */
  startProcess(options?: ProcessOptions): Promise<ServerProcess>;
  /** Starts a process that is expected to fail, and returns its exit code and output. */
  failToStart(options?: ProcessOptions): Promise<{ code: number | null; output: string }>;
  /** Starts a process for either; kills it at the end, and attaches its output to a failed test. */
  launched(options?: ProcessOptions): Promise<Launch>;
  /** Fails the test during which the host of its servers crashed. */
  hostWatch: undefined;
  /** A page in its own browser context, like another person on another machine. */
  openPage(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
};

type WorkerFixtures = {
  host: ServerHost;
  /**
   * One server for all tests of a worker with the same options, since a short test mostly waits for its server to
   * start. Such tests look only for their own records.
   */
  sharedServer(options: { seed: Seed; env: Settings }): Promise<TestServer>;
  folders: SeededFolders;
};

/** Playwright's test with a real server; an unexpected console error fails the test. */
export const test = runner.extend<Options & Fixtures, WorkerFixtures>({
  seed: ['example', { option: true }],
  env: [{}, { option: true }],
  expectedComplaints: [undefined, { option: true }],
  sharing: ['none', { option: true }],

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
  server: async ({ seed, env, sharing, startServer, sharedServer }, use, testInfo) => {
    const server = await (sharing === 'none' ? startServer : sharedServer)({ seed, env });
    const isReadOnly = sharing === 'read-only';
    const before = isReadOnly ? changesIn(server) : 0;
    await use(server);
    if (isReadOnly) expect(changesIn(server), 'Changes made by a read-only test').toBe(before);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server.log', { body: server.log(), contentType: 'text/plain' });
    }
  },
  hostWatch: [
    async ({ host }, use) => {
      await use(undefined);
      const crash = host.consumeCrash();
      if (crash) throw new Error(crash);
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
  context: async ({ context, baseURL, expectedComplaints }, use) => {
    const complaints = listen(context, expectedComplaints);
    await closeSide(context, baseURL);
    context.on('page', waitForScripts);
    context.on('page', waitForRoutes);
    await use(context);
    expect(complaints, 'Unexpected console errors').toEqual([]);
  },
  openPage: async ({ browser, baseURL, expectedComplaints }, use) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL, ...options });
      await closeSide(context, baseURL);
      if (options?.javaScriptEnabled !== false) {
        context.on('page', waitForScripts);
        context.on('page', waitForRoutes);
      }
      opened.push({ context, complaints: listen(context, expectedComplaints) });
      return context.newPage();
    });
    for (const { context } of opened) await context.close();
    expect(
      opened.flatMap(({ complaints }) => complaints),
      'Unexpected console errors',
    ).toEqual([]);
  },
});

/**
 * The same with the server as a process and its folder on disk, for tests of kills, signals, exit codes, the
 * environment and durability.
 */
export const processTest = test.extend<{ server: ServerProcess }>({
  server: async ({ seed, env, startProcess }, use) => use(await startProcess({ seed, env })),
});

/**
 * The same with a server shared with other tests that change nothing, which is checked: starting a server takes as
 * much processor time as loading a page.
 */
export const readOnlyTest = test.extend({ sharing: 'read-only' });

export { expect };

/** Closes the map and the timeline of the board, as a reader can: drawing them takes seconds without a graphics card. */
async function closeSide(context: BrowserContext, url: string | undefined): Promise<void> {
  await context.addCookies([{ name: 'side', value: 'map.timeline', url: url ?? '' }]);
}

/** The number of changes in the server's journal. */
function changesIn({ dataDir }: TestServer): unknown {
  return withDatabase(databaseOf(dataDir), (db) => db.prepare('select count(*) from changes').pluck().get());
}

/** Collects console errors and uncaught exceptions of all pages of a context. */
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
