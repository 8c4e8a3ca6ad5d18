import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { AppError, type ErrorCode, type FieldError, isAppError } from '@/db/model/errors';
import type { ClientToServer, ServerToClient } from '@/db/model/journal/live';
import type { Identity } from '../auth/identity';
import type { Addresses } from '../http/guard/addresses';
import type { Logger } from '../log';
import type { LiveMetrics } from '../metrics';
import { parse } from '../parse';
import type { Services } from '../services';
import { audienceOf, openPosition, sealFreshCursor } from './cursor';
import { refuse } from './disconnect';
import { createHub } from './hub';
import { watchInflow } from './inflow';
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
  /** How long a viewer may read nothing of what waits for him. */
  stalledMillis: number;
  allowsOrigin(origin: string | undefined): boolean;
  isDevelopment: boolean;
  /** Whom a request comes from. */
  addressOf: Addresses['of'];
  /** Somebody was not let in. */
  onRefused(request: IncomingMessage): void;
  identity: Pick<Identity, 'follow'>;
};

const handshake = z.strictObject({
  auth: z.strictObject({
    cursor: z.string().max(1000, 'Give the cursor of an earlier answer').optional(),
    apiKey: z.string().max(200, 'Give a key as it was made').optional(),
  }),
});

/** A handshake is all that a viewer sends; the cursor is the largest thing in it. */
const largestMessage = 8192;
/** How long connections may take to end on the way down; one that reads nothing never does by itself. */
const graceMillis = 300;

export type Live = {
  /** Connections that are let in. */
  viewers(): number;
  /** Can the feed not read the journal at the moment? */
  isFailing(): boolean;
  close(): Promise<void>;
};

/** Serves the live feed over socket.io on `httpServer`; its pages' handlers must be registered before. */
export async function createLive(deps: LiveDeps): Promise<Live> {
  const { httpServer, store, seal, log, metrics, publicUrl, allowsOrigin, isDevelopment } = deps;
  const { stalledMillis, addressOf } = deps;
  const connections = new Set<NetSocket>();
  let isClosing = false;

  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: largestMessage,
    connectTimeout: 10_000,
    destroyUpgrade: !isDevelopment,
    allowRequest: (request, decide) => {
      // One without an Origin is no browser: it needs a key.
      if (request.headers.origin === undefined || allowsOrigin(request.headers.origin)) decide(null, true);
      else decide(`Send an Origin header with the address of PUBLIC_URL: ${publicUrl.origin}`, false);
    },
  });
  const sockets = io.of('/').sockets;
  const hub = createHub({
    store,
    seal,
    log,
    metrics,
    outlet: {
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
    toAll: (ids, frame) => io.to([...ids]).emit('frame', frame),
  });
  await hub.start();
  const viewers = new Set<Viewer>();
  metrics.watchViewers(() => ({
    following: hub.size(),
    catchingUp: sockets.size - hub.size(),
    backlog: [...viewers].reduce((sum, viewer) => sum + viewer.backlog(), 0),
  }));

  const joining = new WeakSet<object>();
  io.engine.on('connection', (conn: Socket['conn']) => {
    const { request } = conn;
    connections.add(request.socket);
    request.socket.once('close', () => connections.delete(request.socket));
    watchInflow({ conn, request }, () => {
      log.info({ address: addressOf(request) }, 'A viewer sent too much and is let go');
      refuse({ conn, request }, 'Send nothing but the handshake: this connection has sent too much');
    });
  });
  io.use((socket, next) => {
    if (joining.has(socket.conn)) return next(new Error('Send the handshake only once'));
    joining.add(socket.conn);
    enter(deps, socket).then(
      (entered) => {
        Object.assign(socket.data, entered);
        next();
      },
      (error: unknown) => {
        if (isAppError(error)) deps.onRefused(socket.request);
        else log.error({ err: error, connection: socket.id }, 'A viewer could not be let in');
        next(refusalOf(error));
      },
    );
  });
  io.on('connection', (socket) => {
    socket.onAny((name) => refuse(socket, `Send nothing: the feed takes no "${String(name).slice(0, 40)}"`));
    socket.on('error', () => refuse(socket, 'Send nothing: this is no packet of the feed'));
    // One that leaves the feed has nothing to stay for.
    socket.on('disconnect', () => socket.conn.close());
    const { start, who, audience } = socket.data;
    if (!start || !who) return;
    if (isClosing) return dismiss(socket);
    if ('reset' in start) return reset(socket, start.reset, metrics);
    // What he came by may have ended since his handshake was looked at, or his rights have changed.
    const first = now(who);
    if (!first || audienceOf(first) !== audience) return reset(socket, 'rights', metrics);
    const ownLog = log.child({ connection: socket.id });
    const viewer = createViewer({ store, seal, hub, replay, log: ownLog, metrics, stalledMillis }, socket, {
      first,
      find: who,
    });
    viewers.add(viewer);
    ownLog.debug('A viewer came');
    socket.on('disconnect', (reason) => {
      viewers.delete(viewer);
      viewer.leave();
      ownLog.debug({ reason }, 'A viewer left');
    });
    socket.emit('ready', { epoch: store.epoch, cursor: start.cursor, serverTime: new Date().toISOString() });
    viewer.follow(start);
  });

  /** Null also where the database cannot tell: whoever comes starts anew. */
  function now(who: NonNullable<SocketData['who']>): Principal | null {
    try {
      return who();
    } catch (error) {
      log.error({ err: error }, 'It could not be told who a viewer is');
      return null;
    }
  }

  return {
    viewers: () => viewers.size,
    isFailing: hub.isFailing,
    async close() {
      isClosing = true;
      const ended = hub.close();
      for (const socket of sockets.values()) dismiss(socket);
      // Ending the engine at once would throw away what is still on its way to the slower ones.
      for (let waited = 0; connections.size > 0 && waited < graceMillis; waited += 10) await pause(10);
      io.engine.close();
      for (const connection of connections) connection.destroy();
      await ended;
      replay.close();
    },
  };
}

/**
 * Who comes, as he is asked for from here on, and where delivery starts.
 * @throws AppError 'invalid' with the path of what is wrong in the handshake, 'unauthenticated'
 */
async function enter(
  deps: Services & Pick<LiveDeps, 'identity'>,
  { request, handshake: { auth } }: LiveSocket,
): Promise<Required<SocketData>> {
  const { cursor, apiKey } = parse(handshake, { auth }).auth;
  const { headers } = request;
  const key = apiKey ?? headers['x-api-key'];
  if (headers.origin === undefined && key === undefined) {
    throw new AppError(
      'unauthenticated',
      'Send an Origin header with the address of PUBLIC_URL, or an API key.',
    );
  }
  const find = deps.identity.follow(headers, apiKey);
  const known = find();
  if (!known) throw new AppError('unauthenticated', 'Sign in, or send a valid API key.');
  return { start: await startOf(deps, known, cursor), who: find, audience: audienceOf(known) };
}

async function startOf(services: Services, who: Principal, cursor: string | undefined): Promise<Start> {
  const { store, seal } = services;
  if (cursor !== undefined) {
    const position = await openPosition(services, who, cursor, 'auth.cursor');
    return 'reset' in position ? position : { position, cursor };
  }
  const position = await store.head(who);
  const audience = audienceOf(who);
  return { position, cursor: sealFreshCursor(seal, { ...position, epoch: store.epoch, audience }) };
}

/** The handshake's error as socket.io sends it: the message, its code, and the fields as in a problem of the API. */
function refusalOf(error: unknown): Error & { data: { code: ErrorCode; errors: FieldError[] } } {
  const isKnown = isAppError(error);
  return Object.assign(new Error(isKnown ? error.message : 'The feed is not there at the moment.'), {
    data: { code: isKnown ? error.code : 'unavailable', errors: isKnown ? error.errors : [] },
  });
}

/** Tells a viewer that the server goes away, and lets him go once he has read it. */
function dismiss(socket: LiveSocket): void {
  socket.emit('closing', { reason: 'shutdown' });
  socket.disconnect(true);
}
