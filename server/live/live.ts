import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { failure, isAppError } from '@/db/model/errors';
import { because } from '@/db/model/field-errors';
import type { ClientToServer, ServerToClient } from '@/db/model/journal/live';
import type { Identity } from '../auth/identity';
import type { Addresses } from '../http/guard/addresses';
import { type Problem, problemOfError } from '../http/problem';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import { parse } from '../parse';
import type { Services } from '../services';
import type { Delivered } from './audience-rooms';
import { audienceOf, openPosition, sealFreshCursor } from './cursor';
import { refuse } from './disconnect';
import { createHub } from './hub';
import { limitIncoming } from './incoming-limit';
import { createReplay } from './replay';
import {
  createViewer,
  type LiveSocket,
  personRoom,
  reset,
  type SocketData,
  type Start,
  type Viewer,
} from './viewer';

type LiveDeps = Services & {
  httpServer: HttpServer;
  log: Logger;
  metrics: LiveMetrics;
  publicUrl: URL;
  /** Time that a client may stall before it is disconnected. */
  stalledMillis: number;
  allowsOrigin(origin: string | undefined): boolean;
  isDevelopment: boolean;
  /** The clock (ms) of the rounds of `refetch`. */
  now?: () => number;
  /** The client address of a request. */
  addressOf: Addresses['of'];
  /** Called when a handshake is refused. */
  onRefused(request: IncomingMessage): void;
  identity: Pick<Identity, 'createLookup'>;
};

const handshake = z.strictObject({
  auth: z.strictObject({
    cursor: z.string().max(1000, because('not-a-cursor')).optional(),
    apiKey: z.string().max(200, because('key-damaged')).optional(),
  }),
});

/** Viewers send nothing but the handshake, whose largest part is the cursor. */
const maxMessageBytes = 8192;
/** Time that connections have to end on shutdown. One whose client reads nothing would never end. */
const graceMillis = 300;

export type Live = {
  /** The number of connected viewers. */
  viewers(): number;
  /** Did the last attempt to read the journal fail? */
  isFailing(): boolean;
  close(): Promise<void>;
};

/** Serves the live feed over socket.io on `httpServer`. The request handlers of pages and API must be registered first. */
export async function createLive(deps: LiveDeps): Promise<Live> {
  const { httpServer, store, seal, epoch, log, metrics, publicUrl, allowsOrigin, isDevelopment } = deps;
  const { stalledMillis, addressOf, now } = deps;
  const connections = new Set<NetSocket>();
  let isClosing = false;

  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: maxMessageBytes,
    connectTimeout: 10_000,
    destroyUpgrade: !isDevelopment,
    allowRequest: (request, decide) => {
      // A client without an Origin is not a browser: it needs an API key.
      if (request.headers.origin === undefined || allowsOrigin(request.headers.origin)) decide(null, true);
      else decide(`Send an Origin header with the address of PUBLIC_URL: ${publicUrl.origin}`, false);
    },
  });
  const sockets = io.of('/').sockets;
  const hub = createHub({
    store,
    seal,
    epoch,
    log,
    metrics,
    now,
    sender: {
      toRoom: (room, frame) => io.to(room).emit('frame', frame),
      toPerson: (id, frame) => io.to(personRoom(id)).emit('frame', frame),
      reset: (reason) => {
        for (const socket of sockets.values()) reset(socket, reason, metrics);
      },
    },
  });
  const replay = createReplay({
    store,
    seal,
    epoch,
    sendTo: (ids, frame) => io.to([...ids]).emit('frame', frame),
  });
  await hub.start();
  const viewers = new Set<Viewer>();
  metrics.watchViewers(() => ({
    following: hub.size(),
    catchingUp: sockets.size - hub.size(),
    backlog: [...viewers].reduce((sum, viewer) => sum + viewer.backlog(), 0),
  }));

  const handshaken = new WeakSet<object>();
  io.engine.on('connection', (conn: Socket['conn']) => {
    const { request } = conn;
    connections.add(request.socket);
    request.socket.once('close', () => connections.delete(request.socket));
    limitIncoming({ conn, request }, () => {
      log.info({ address: addressOf(request) }, 'A viewer sent too much and is disconnected');
      refuse({ conn, request }, failure('feed-sent-too-much'));
    });
  });
  io.use((socket, next) => {
    if (handshaken.has(socket.conn)) return next(handshakeError(failure('handshake-twice')));
    handshaken.add(socket.conn);
    acceptHandshake(deps, socket).then(
      (data) => {
        Object.assign(socket.data, data);
        next();
      },
      (error: unknown) => {
        if (isAppError(error)) deps.onRefused(socket.request);
        else log.error({ err: error, connection: socket.id }, 'The handshake of a viewer failed');
        next(handshakeError(error));
      },
    );
  });
  io.on('connection', (socket) => {
    socket.onAny((name) => refuse(socket, failure('feed-event-sent', { name: String(name).slice(0, 40) })));
    socket.on('error', () => refuse(socket, failure('feed-packet-invalid')));
    // A client that leaves the namespace has no reason to stay connected.
    socket.on('disconnect', () => socket.conn.close());
    const { start, who, audience } = socket.data;
    if (!start || !who || !audience) return;
    if (isClosing) return closeForShutdown(socket);
    if ('reset' in start) return reset(socket, start.reset, metrics);
    void admitViewer(socket, start, { who, audience });
  });

  async function admitViewer(
    socket: LiveSocket,
    start: Delivered,
    { who, audience }: Required<Pick<SocketData, 'who' | 'audience'>>,
  ): Promise<void> {
    // Since the handshake was checked, the session or key may have ended, or the rights may have changed.
    const first = await currentPrincipal(who);
    if (!socket.connected) return;
    if (!first || audienceOf(first) !== audience) return reset(socket, 'rights', metrics);
    const ownLog = log.child({ connection: socket.id });
    const viewer = createViewer(
      { store, seal, epoch, hub, replay, log: ownLog, metrics, stalledMillis },
      socket,
      {
        first,
        find: who,
      },
    );
    viewers.add(viewer);
    ownLog.debug('A viewer connected');
    socket.on('disconnect', (reason) => {
      viewers.delete(viewer);
      viewer.leave();
      ownLog.debug({ reason }, 'A viewer disconnected');
    });
    socket.emit('ready', { epoch, cursor: start.cursor, serverTime: new Date().toISOString() });
    viewer.follow(start);
  }

  /** Null also when the lookup fails: the viewer is reset and connects again. */
  async function currentPrincipal(who: NonNullable<SocketData['who']>): Promise<Principal | null> {
    try {
      return await who();
    } catch (error) {
      log.error({ err: error }, 'The principal of a viewer could not be read');
      return null;
    }
  }

  return {
    viewers: () => viewers.size,
    isFailing: hub.isFailing,
    async close() {
      isClosing = true;
      const ended = hub.close();
      for (const socket of sockets.values()) closeForShutdown(socket);
      // Closing the engine immediately would discard frames that slow clients have not read yet.
      for (let waited = 0; connections.size > 0 && waited < graceMillis; waited += 10) await pause(10);
      io.engine.close();
      for (const connection of connections) connection.destroy();
      await ended;
      replay.close();
    },
  };
}

/**
 * Checks a handshake and finds its principal and where delivery starts.
 * @throws AppError 'invalid' with the path of each bad field of the handshake, 'unauthenticated'
 */
async function acceptHandshake(
  deps: Services & Pick<LiveDeps, 'identity'>,
  { request, handshake: { auth } }: LiveSocket,
): Promise<Required<SocketData>> {
  const { cursor, apiKey } = parse(handshake, { auth }).auth;
  const { headers } = request;
  const key = apiKey ?? headers['x-api-key'];
  if (headers.origin === undefined && key === undefined) {
    throw failure('origin-or-key-needed');
  }
  const find = deps.identity.createLookup(headers, apiKey);
  const known = await find();
  if (!known) throw failure('sign-in-needed');
  return { start: await startOf(deps, known, cursor), who: find, audience: audienceOf(known) };
}

async function startOf(services: Services, who: Principal, cursor: string | undefined): Promise<Start> {
  const { store, seal, epoch } = services;
  if (cursor !== undefined) {
    const position = await openPosition(services, who, cursor, 'auth.cursor');
    return 'reset' in position ? position : { position, cursor, covered: position.covered };
  }
  const position = await store.head(who);
  const audience = audienceOf(who);
  const fresh = sealFreshCursor(seal, { ...position, epoch, audience });
  return { position, cursor: fresh, covered: position.seq };
}

/** The error of a handshake in socket.io's form; `data` is the problem that the API would answer with. */
function handshakeError(error: unknown): Error & { data: Problem } {
  const data = problemOfError(isAppError(error) ? error : failure('feed-unavailable'));
  return Object.assign(new Error(data.detail), { data });
}

/** Tells a viewer that the server shuts down, then disconnects it. */
function closeForShutdown(socket: LiveSocket): void {
  socket.emit('closing', { reason: 'shutdown' });
  socket.disconnect(true);
}
