import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { openAuthTables } from '@/db/sqlite/auth-tables';
import { databaseIn, openStore } from '@/db/sqlite/open';
import { createAccounts } from './auth/accounts';
import { letFirstIn } from './auth/first-start';
import { createIdentity } from './auth/identity';
import { createReadAudit } from './auth/read-audit';
import { createRefusals } from './auth/refusals';
import { createAttempts } from './auth/sign-in';
import { authSecret } from './auth/tokens';
import { readSettings, type Settings } from './env';
import { listActive } from './events/list-active';
import { listEvents } from './events/list-events';
import { readBoard } from './events/read-board';
import { createExportEvents } from './export/export-events';
import { createApi } from './http/api';
import { createAddresses } from './http/guard/addresses';
import { createAdmission } from './http/guard/admission';
import { createFront } from './http/guard/front';
import { createGuard, isApi, isSocket } from './http/guard/guard';
import { createLimits } from './http/guard/limits';
import { createOrigins } from './http/guard/origins';
import { createPages } from './http/pages';
import { problemOf } from './http/problem';
import { startBackups } from './jobs/backup';
import { startHeads } from './jobs/keep-heads';
import { startLapsing } from './jobs/lapse';
import { startRefusalNotes } from './jobs/note-refusals';
import { startTidying } from './jobs/tidy-access';
import { watchDatabase } from './jobs/watch-database';
import { createLive, type Live } from './live/live';
import { createSeal } from './live/seal';
import { createLog, type Logger } from './log';
import { createMetrics } from './metrics';
import { warnOfOldNode } from './node-release';
import { type Runtime, setRuntime } from './runtime';
import { createReadStatus } from './status';

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
    const { url, setUp } = await start(settings, {
      root,
      isDevelopment,
      log,
      onStarted: (close) => started.push(close),
      onLost: () => void stop().finally(() => process.exit(1)),
    });
    const close = stopOnSignals(stop, log);
    // Not before: a start that fails prints one sentence and nothing else.
    warnOfOldNode(log);
    process.stdout.write(`Chancery is at ${url.origin}\n`);
    if (setUp)
      process.stdout.write(`${sayNobodyIsThere(settings)} Create the first administrator: ${setUp}\n`);
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
): Promise<{ url: URL; setUp: string | null }> {
  let isDraining = false;
  const inner = createServer();
  const metrics = createMetrics();
  const addresses = createAddresses(settings.proxies);
  const refusals = createRefusals();
  const limits = createLimits(settings.limits, addresses);
  const front = createFront(inner, {
    metrics,
    limits,
    isTls: settings.publicUrl?.protocol === 'https:',
    onRefused: (kind, req) => refusals.note(kind, addresses.of(req)),
  });
  // The port comes first: a second start of the same program must not touch the first one's data.
  const port = await front.listen(settings.host, settings.port);
  onStarted(front.close);

  const store = await openStore({
    root,
    dataDir: settings.dataDir,
    seed: settings.seed,
    own: settings.own,
    onBackgroundError: (error) => log.error({ err: error }, 'The store could not tidy up; it tries again'),
  });
  onStarted(() => store.close());
  const heads = startHeads({ store, file: settings.auditHeads, log });
  onStarted(heads.close);
  onStarted(watchDatabase({ store, log, onLost }).close);
  metrics.watchStore(() => store.readLoad());
  await store.putPrincipal(systemPrincipal, localPrincipal);
  onStarted(startRefusalNotes({ store, refusals, log }).close);
  const seal = createSeal(store.sealKey);
  const publicUrl = settings.publicUrl ?? new URL(`http://localhost:${port}`);
  const origins = createOrigins(publicUrl, { host: settings.host, port });
  const secret = authSecret(store.sealKey);
  const identity = createIdentity(store, { publicUrl, secret, isLoopback: settings.isLoopback });
  const setUp = await letFirstIn(store, publicUrl, settings.firstAdmin);
  onStarted(startTidying({ store, log }).close);
  // Before the first answer, so that nobody is shown a threat whose validity ended while the program was off.
  const lapsing = await startLapsing({ store, log });
  onStarted(() => lapsing.close());

  const file = databaseIn(settings.dataDir);
  const backups = settings.backups ? startBackups(settings.backups, { database: file, log }) : null;
  if (backups) onStarted(() => backups.close());

  // It starts after the API, whose status page counts its viewers.
  let live: Live | null = null;
  const readStatus = createReadStatus({
    store,
    file,
    dataDir: settings.dataDir,
    backups,
    heads,
    live: { viewers: () => live?.viewers() ?? 0, isFailing: () => live?.isFailing() ?? false },
  });
  const services = { store, seal };
  const runtime: Runtime = {
    ...services,
    log,
    publicUrl,
    own: settings.own,
    identity,
    accounts: createAccounts({ store, tables: openAuthTables(store), log, publicUrl, secret }),
    attempts: createAttempts(store, (address) => log.warn({ address }, 'Too many attempts to sign in')),
    refusals,
    addressOf: addresses.of,
    banner: settings.banner,
    readAudit: createReadAudit(store),
    exportEvents: createExportEvents(store, publicUrl),
    readStatus,
    principalOf: identity.principalOf,
    readBoard: (who, filter, signal) => readBoard(services, who, filter, signal),
    listEvents: (who, query, signal) => listEvents(services, who, query, signal),
    listActive: (who) => listActive(services, who),
  };
  setRuntime(runtime);
  onStarted(async () => setRuntime(undefined));
  const api = await createApi(runtime, { metrics, isDraining: () => isDraining });
  onStarted(() => api.close());
  const pages = await preparePages({ root, isDevelopment, port });
  onStarted(() => pages.close());
  const answerPage = createPages({ handle: pages.handle, root, log, metrics, identity, isDevelopment });

  // Next's handler before socket.io's: the latter takes the listeners that it finds, and passes on.
  inner.on('request', (req, res) => {
    if (isApi(req.url ?? '')) api.handle(req, res);
    else void answerPage(req, res);
  });
  const feed = await createLive({
    httpServer: inner,
    store,
    seal,
    log,
    metrics: metrics.live,
    identity,
    publicUrl,
    stalledMillis: settings.limits.stalledSeconds * 1000,
    allowsOrigin: origins.allowsOrigin,
    isDevelopment,
    addressOf: addresses.of,
    onRefused: (request) => refusals.note('handshake', addresses.of(request)),
  });
  // On the way down readyz says so first; then sockets leave, then the last answers, then what they stand on.
  onStarted(front.close);
  live = feed;
  onStarted(() => feed.close());
  onStarted(async () => {
    isDraining = true;
  });

  const admit = createAdmission({
    limits,
    identity,
    addresses,
    onDropped: (req) => refusals.note('too-many', addresses.of(req)),
  });
  front.open({
    admit,
    guard: createGuard(origins, isDevelopment, identity.isOpen),
    upgrade: (req, socket, head) => {
      if (isSocket(req.url ?? '')) inner.emit('upgrade', req, socket, head);
      else if (!pages.upgrade(req, socket, head)) {
        front.endSocket(socket, { problem: problemOf('not-found', 'There is no socket at this address.') });
      }
    },
  });
  return { url: publicUrl, setUp };
}

function sayNobodyIsThere({ isLoopback }: Settings): string {
  return isLoopback
    ? 'There are no accounts yet: anyone on this machine may read and write everything.'
    : 'There are no accounts yet, and nobody may read or write anything.';
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
    /** False where nobody takes it. */
    upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) =>
      isDevelopment && shelf.emit('upgrade', req, socket, head),
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
