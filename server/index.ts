import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';
import { localPrincipal, systemPrincipal } from '@/db/model/principal';
import { databaseIn, openStore } from '@/db/sqlite/open';
import { readSettings, type Settings } from './env';
import { listEvents } from './events/list-events';
import { listPressing } from './events/list-pressing';
import { readBoard } from './events/read-board';
import { createApi } from './http/api';
import { createFront, endSocket } from './http/front';
import { createGuard, isApi, isSocket } from './http/guard';
import { createLimits } from './http/limits';
import { createOrigins } from './http/origins';
import { createPages } from './http/pages';
import { problemOf } from './http/problem';
import { startBackups } from './jobs/backup';
import { startLapsing } from './jobs/lapse';
import { watchDatabase } from './jobs/watch-database';
import { createLive } from './live/live';
import { createSeal } from './live/seal';
import { createLog, type Logger } from './log';
import { createMetrics } from './metrics';
import { type Runtime, setRuntime } from './runtime';

type Options = {
  env: Readonly<Record<string, string | undefined>>;
  /** The project's folder: where DATA_DIR, the pages and the reference data are. */
  root: string;
  isDevelopment: boolean;
};

/**
 * Starts Chancery and answers with its address; on SIGTERM and SIGINT it stops by itself.
 * @throws AppError 'unavailable' with one sentence to be shown before leaving with exit code 1: a bad
 * setting, a taken port, a folder that cannot be written, a database that cannot be used.
 */
export async function serve({
  env,
  root,
  isDevelopment,
}: Options): Promise<{ url: string; close(): Promise<void> }> {
  const settings = readSettings(env, root);
  const log = createLog(settings.logLevel);
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of started.splice(0).reverse()) await close();
  };
  try {
    const url = await start(settings, {
      root,
      isDevelopment,
      log,
      onStarted: (close) => started.push(close),
      onLost: () => void stop().finally(() => process.exit(1)),
    });
    const close = stopOnSignals(stop, log);
    process.stdout.write(`Chancery is at ${url.origin}\n`);
    return { url: url.origin, close };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = Pick<Options, 'root' | 'isDevelopment'> & {
  log: Logger;
  /** Says how each part is closed; they are closed in reverse. */
  onStarted(close: () => Promise<void>): void;
  /** The database is lost, and it is said: what is left is to leave. */
  onLost(): void;
};

async function start(
  settings: Settings,
  { root, isDevelopment, log, onStarted, onLost }: Start,
): Promise<URL> {
  let isDraining = false;
  const inner = createServer();
  const metrics = createMetrics();
  const front = createFront(inner, { metrics, limits: createLimits(settings.limits) });
  // The port comes first: a second start of the same program must not touch the first one's data.
  const port = await front.listen(settings.host, settings.port);
  onStarted(front.close);

  const store = await openStore({
    root,
    dataDir: settings.dataDir,
    seed: settings.seed,
    onTrouble: (error) => log.error({ err: error }, 'The store could not tidy up; it tries again'),
  });
  onStarted(() => store.close());
  onStarted(watchDatabase({ store, log, onLost }).close);
  metrics.watchStore(() => store.pulse());
  await store.putPrincipal(systemPrincipal, localPrincipal);
  const seal = createSeal(store.sealKey);
  const publicUrl = settings.publicUrl ?? new URL(`http://localhost:${port}`);
  const origins = createOrigins(publicUrl, { host: settings.host, port });
  // Before the first answer, so that nobody is shown a threat whose validity ended while the program was off.
  const lapsing = await startLapsing({ store, log });
  onStarted(() => lapsing.close());

  if (settings.backups) {
    const backups = startBackups(settings.backups, { database: databaseIn(settings.dataDir), log });
    onStarted(() => backups.close());
  }

  const services = { store, seal };
  const runtime: Runtime = {
    ...services,
    log,
    principalOf: () => localPrincipal,
    readBoard: (who, filter, signal) => readBoard(services, who, filter, signal),
    listEvents: (who, query, signal) => listEvents(services, who, query, signal),
    listPressing: (who) => listPressing(services, who),
  };
  setRuntime(runtime);
  onStarted(async () => setRuntime(undefined));
  const api = await createApi(runtime, { metrics, isDraining: () => isDraining });
  onStarted(() => api.close());
  const pages = await preparePages({ root, isDevelopment, port });
  onStarted(() => pages.close());
  const answerPage = createPages({ handle: pages.handle, log, metrics, isDevelopment });

  // Next's handler before socket.io's: the latter takes the listeners that it finds, and passes on.
  inner.on('request', (req, res) => {
    if (isApi(req.url ?? '')) api.handle(req, res);
    else answerPage(req, res);
  });
  const live = await createLive({
    httpServer: inner,
    store,
    seal,
    log,
    metrics: metrics.live,
    principalOf: ({ headers }) => runtime.principalOf(headers),
    publicUrl,
    stalledMillis: settings.limits.stalledSeconds * 1000,
    allowsOrigin: origins.allowsOrigin,
    isDevelopment,
  });
  // On the way down readyz says so first; then sockets leave, then the last answers, then what they stand on.
  onStarted(front.close);
  onStarted(() => live.close());
  onStarted(async () => {
    isDraining = true;
  });

  front.open(createGuard(origins, isDevelopment), (req, socket, head) => {
    if (isSocket(req.url ?? '')) inner.emit('upgrade', req, socket, head);
    else pages.upgrade(req, socket, head);
  });
  return publicUrl;
}

type PagesOptions = { root: string; isDevelopment: boolean; port: number };

async function preparePages({ root, isDevelopment, port }: PagesOptions) {
  // Next hangs its upgrade handler (hot reload) on a server by itself, at its first request: given one
  // that nobody reaches, it gets what it is passed and nothing else.
  const shelf: Server = createServer();
  const pages = next({ dev: isDevelopment, dir: root, port, httpServer: shelf, quiet: true });
  await pages.prepare();
  return {
    handle: pages.getRequestHandler(),
    upgrade(req: IncomingMessage, socket: Duplex, head: Buffer) {
      const isTaken = isDevelopment && shelf.emit('upgrade', req, socket, head);
      if (!isTaken)
        endSocket(socket, { problem: problemOf('not-found', 'There is no socket at this address.') });
    },
    close: () => pages.close(),
  };
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** Stops once, whoever asks first. Signals stay ours until the end: a second one would otherwise kill. */
function stopOnSignals(stop: () => Promise<void>, log: Logger): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const close = () => {
    stopping ??= stop();
    return stopping;
  };
  const onSignal = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'Told to stop');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, onSignal);
  return close;
}
