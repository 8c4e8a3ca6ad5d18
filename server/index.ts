import { createServer, type Server } from 'node:http';
import next from 'next';
import type { DestinationStream } from 'pino';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { openStore } from '@/db/sqlite/open';
import { withAdvice } from './advice';
import { createAccounts } from './auth/accounts';
import { createAttempts } from './auth/attempts';
import { prepareFirstAdmin } from './auth/first-admin';
import { createIdentity } from './auth/identity';
import { createReadAudit } from './auth/read-audit';
import { createRefusals } from './auth/refusals';
import { authSecret } from './auth/tokens';
import { readBuildId } from './build-id';
import { readSettings, type Settings } from './env';
import { cursorOf } from './events/cursor-of';
import { listActive } from './events/list-active';
import { listEvents } from './events/list-events';
import { readBoard } from './events/read-board';
import { readReview } from './events/read-review';
import { startExercises } from './exercise/exercises';
import { createExportEvents } from './export/export-events';
import { startExtracting } from './extract/start-extracting';
import { greetingOf } from './greeting';
import { readHandover } from './handover/read-handover';
import { createApi } from './http/api';
import { createStaticFiles } from './http/files/static-files';
import { createAddresses } from './http/guard/addresses';
import { createAdmission } from './http/guard/admission';
import { createGateway } from './http/guard/gateway';
import { createGuard, isApi, isSocket } from './http/guard/guard';
import { createLimits } from './http/guard/limits';
import { createOrigins } from './http/guard/origins';
import { createPages, type PreparedPages } from './http/pages';
import { problemOf } from './http/problem';
import { startRefusalAudit } from './jobs/audit-refusals';
import { startBackups } from './jobs/backup';
import { startAccessCleanup } from './jobs/expired-access';
import { startJournalHeads } from './jobs/journal-heads';
import { startLapsing } from './jobs/lapse';
import { watchDatabase } from './jobs/watch-database';
import { createLive, type Live } from './live/live';
import { createSeal } from './live/seal';
import { createLog, type Logger, openStandardOutput } from './log';
import { createMetrics } from './metrics';
import { warnIfNodeIsOutdated } from './node-release';
import { listRecords } from './records/list-records';
import { type Runtime, withRuntime } from './runtime';
import { createReadStatus } from './status';
import { stopOnSignals } from './stop-on-signals';
import { createVisitLights } from './visits/read-visit-lights';

type Options = {
  env: Readonly<Record<string, string | undefined>>;
  /** The project's folder: where DATA_DIR, the pages and the reference data are. */
  root: string;
  isDevelopment: boolean;
};

/**
 * Runs Chancery as this process and resolves with its address when it is ready. SIGTERM and SIGINT stop it and end the
 * process.
 * @throws an expected failure as the sentence to print
 */
export const serve = withAdvice(
  async (options: Options): Promise<{ url: string; close(): Promise<void> }> => {
    const { url, greeting, log, close } = await startChancery({
      ...options,
      output: openStandardOutput(),
      pages: (port) => preparePages({ ...options, port }),
      onLost: () => process.exit(1),
    });
    stopOnSignals(close, log);
    // After the start, because a start that fails prints one sentence and nothing else.
    warnIfNodeIsOutdated(log);
    process.stdout.write(greeting);
    return { url, close };
  },
);

type ChanceryOptions = Options &
  Pick<Start, 'pages' | 'onLost'> & {
    /** Receives the log. */
    output: DestinationStream;
  };

/**
 * Starts Chancery in this process, which may run several servers. `greeting` tells the user its address and how to create
 * the first administrator. Closing again has no effect.
 * @throws AppError with one sentence to show: a bad setting, a port in use, a folder that is not writable,
 * a database that cannot be used.
 */
export async function startChancery({ env, root, output, ...options }: ChanceryOptions) {
  const settings = readSettings(env, root);
  const log = createLog(settings.logLevel, output);
  const started: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    for (const close of started.splice(0).reverse()) await close();
  };
  const close = () => {
    stopping ??= stop();
    return stopping;
  };
  try {
    const { url, setUp } = await start(settings, {
      ...options,
      root,
      log,
      onStarted: (closePart) => started.push(closePart),
      onLost: () => void close().finally(options.onLost),
    });
    return { url: url.origin, greeting: greetingOf(settings, url, setUp), log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Start = Pick<Options, 'root' | 'isDevelopment'> & {
  log: Logger;
  /** Prepares Next's pages for a server on this port. */
  pages(port: number): Promise<PreparedPages>;
  /** Registers how a started part is closed. Parts are closed in reverse order. */
  onStarted(close: () => Promise<void>): void;
  /** Called when the database is lost, which is already logged. The program must stop. */
  onLost(): void;
};

async function start(
  settings: Settings,
  { root, isDevelopment, log, pages: openPages, onStarted, onLost }: Start,
): Promise<{ url: URL; setUp: string | null }> {
  let isDraining = false;
  const inner = createServer();
  const metrics = createMetrics();
  const addresses = createAddresses(settings.proxies);
  const refusals = createRefusals();
  const limits = createLimits(settings.limits, addresses);
  const gateway = createGateway(inner, {
    metrics,
    limits,
    isTls: settings.publicUrl?.protocol === 'https:',
    onRefused: (kind, req) => refusals.note(kind, addresses.of(req)),
  });
  // The port comes first, so that a second start of the same program fails before it touches the data.
  const port = await gateway.listen(settings.host, settings.port);
  onStarted(gateway.close);

  const store = await openStore({
    root,
    dataDir: settings.dataDir,
    seed: settings.seed,
    own: settings.own,
    onBackgroundError: (error) =>
      log.error({ err: error }, 'The store could not clean up; it is tried again'),
  });
  onStarted(() => store.close());
  const { epoch, sealKey, auditKey } = await store.readIdentity();
  const heads = startJournalHeads({ store, auditKey, file: settings.auditHeads, log });
  onStarted(heads.close);
  onStarted(watchDatabase({ store, log, onLost }).close);
  await metrics.watchStore(store);
  await store.putPrincipal(systemPrincipal, localPrincipal);
  onStarted(startRefusalAudit({ store, refusals, log }).close);
  const seal = createSeal(sealKey);
  const publicUrl = settings.publicUrl ?? new URL(`http://localhost:${port}`);
  const origins = createOrigins(publicUrl, { host: settings.host, port });
  const secret = authSecret(sealKey);
  const identity = createIdentity(store, { publicUrl, secret, isLoopback: settings.isLoopback });
  const setUp = await prepareFirstAdmin(store, publicUrl, settings.firstAdmin);
  onStarted(startAccessCleanup({ store, log }).close);
  // Before the first response, so that no threat is shown whose validity ended while the program was not running.
  const lapsing = await startLapsing({ store, log });
  onStarted(() => lapsing.close());

  const exercises = startExercises({ store, log, root });
  onStarted(exercises.close);

  const backups = settings.backups ? startBackups(settings.backups, { store, log }) : null;
  if (backups) onStarted(() => backups.close());

  // Assigned below: the live feed starts after the API, whose status counts its viewers.
  let live: Live | null = null;
  const readStatus = createReadStatus({
    store,
    dataDir: settings.dataDir,
    backups,
    heads,
    live: { viewers: () => live?.viewers() ?? 0, isFailing: () => live?.isFailing() ?? false },
  });
  const extracting = startExtracting(store, settings.fetchAllow);
  onStarted(extracting.close);
  const services = { store, seal, epoch };
  const runtime: Runtime = {
    ...services,
    log,
    publicUrl,
    buildId: isDevelopment ? null : readBuildId(root),
    own: settings.own,
    identity,
    accounts: createAccounts({ store, log, publicUrl, secret }),
    attempts: createAttempts(store, (address) => log.warn({ address }, 'Too many attempts to sign in')),
    refusals,
    addressOf: addresses.of,
    banner: settings.banner,
    readAudit: createReadAudit(store),
    exportEvents: createExportEvents(store, publicUrl),
    extractReport: extracting.extractReport,
    exercises,
    readStatus,
    principalOf: identity.principalOf,
    readBoard: (who, filter, signal) => readBoard(services, who, filter, signal),
    listEvents: (who, query, signal) => listEvents(services, who, query, signal),
    listRecords: (who, type, query, page) => listRecords(services, who, type, query, page),
    readVisitLights: createVisitLights(store),
    listActive: (who) => listActive(services, who),
    readHandover: (who, period) => readHandover(services, who, period, Date.now()),
    readReview: (who) => readReview(services, who, Date.now()),
    readCursor: async (who) => cursorOf(services, who, await store.head(who)),
  };
  const api = await createApi(runtime, { metrics, isDraining: () => isDraining });
  onStarted(() => api.close());
  const pages = await openPages(port);
  onStarted(() => pages.close());
  const handlePage = createPages({
    handle: (req, res) => withRuntime(runtime, () => pages.handle(req, res)),
    files: pages.files,
    log,
    metrics,
    identity,
    isDevelopment,
  });

  // Before socket.io, which wraps the listeners that exist and passes other requests on to them.
  inner.on('request', (req, res) => {
    if (isApi(req.url ?? '')) api.handle(req, res);
    else void handlePage(req, res);
  });
  const liveFeed = await createLive({
    httpServer: inner,
    ...services,
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
  // Closed in reverse: readyz reports the shutdown, live sockets end, active requests finish, then the other parts close.
  onStarted(gateway.close);
  live = liveFeed;
  onStarted(() => liveFeed.close());
  onStarted(async () => {
    isDraining = true;
  });

  const admit = createAdmission({
    limits,
    identity,
    addresses,
    onDropped: (req) => refusals.note('too-many', addresses.of(req)),
  });
  gateway.open({
    admit,
    guard: createGuard(origins, isDevelopment, identity.allowsLocalAccess),
    upgrade: (req, socket, head) => {
      if (isSocket(req.url ?? '')) inner.emit('upgrade', req, socket, head);
      else if (!pages.upgrade(req, socket, head)) {
        gateway.refuseSocket(socket, {
          problem: problemOf('no-websocket-here'),
        });
      }
    },
  });
  return { url: publicUrl, setUp };
}

type PagesOptions = Pick<Options, 'root' | 'isDevelopment'> & { port: number };

/** Prepares Next, which takes half a second. */
export async function preparePages({ root, isDevelopment, port }: PagesOptions): Promise<PreparedPages> {
  // At its first request Next attaches its upgrade handler (hot reload) to the server that it is given. This one never
  // listens, so Next gets only the upgrades that are passed to it.
  const upgradeServer: Server = createServer();
  const pages = next({ dev: isDevelopment, dir: root, port, httpServer: upgradeServer, quiet: true });
  await pages.prepare();
  return {
    handle: pages.getRequestHandler(),
    files: isDevelopment ? null : createStaticFiles(root),
    upgrade: (req, socket, head) => isDevelopment && upgradeServer.emit('upgrade', req, socket, head),
    close: () => pages.close(),
  };
}
