import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type AppError, failure } from '@/db/model/errors';
import type { RefusalKind } from '@/db/model/words';
import { refusalKindOf } from '../../auth/refusals';
import type { Metrics } from '../../metrics';
import { type Problem, problemOf, problemType, sendProblemAndClose } from '../problem';
import { assignRequestId } from '../request-id';
import type { Admit } from './admission';
import { commonHeaders, type Guard, type Refusal, removeForwardingHeaders } from './guard';
import type { Limits } from './limits';

/** During shutdown, how long new requests are accepted while others are active, so that readyz can report it (ms). */
const drainMillis = 1_000;
/** How long the remaining requests and idle connections have after that (ms). */
const closeMillis = 200;

export type Gateway = {
  /** Starts to listen and resolves with the port. Requests wait until `open`. @throws AppError */
  listen(host: string, port: number): Promise<number>;
  /** Starts to handle requests, including those that are waiting. */
  open(gates: Handlers): void;
  /** Sends a refusal on a raw socket and closes it. */
  refuseSocket(socket: Duplex, refusal: Refusal): void;
  /**
   * Waits for active requests and accepts new ones meanwhile, then stops listening and resolves when all connections are
   * closed. Closing again has no effect.
   */
  close(): Promise<void>;
};

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
type Handlers = { admit: Admit; guard: Guard; upgrade: Upgrade };

type GatewayDeps = {
  /** Is the public URL https? */
  isTls: boolean;
  metrics: Metrics;
  limits: Limits;
  onRefused(kind: RefusalKind, req: Pick<IncomingMessage, 'socket' | 'headers'>): void;
};

/**
 * The only server that listens. It checks requests against limits and guard, then passes them to `inner`, which never
 * listens. Next and socket.io both attach handlers to a server, so with `inner` they cannot run before the checks.
 */
export function createGateway(inner: Server, { metrics, limits, isTls, onRefused }: GatewayDeps): Gateway {
  const common = commonHeaders(isTls);
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
    // How often the timeouts above are checked; the default is 30 s.
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = limits.maxConnections;
  const sockets = new Set<Socket>();
  /** Sockets that were refused on connection: what they send is ignored. */
  const refusedSockets = new WeakSet<Duplex>();
  const waiting: (() => void)[] = [];
  let activeRequests = 0;
  let isClosing = false;
  let onIdle = () => {};
  let handleRequest: (req: IncomingMessage, res: ServerResponse) => void = (req, res) =>
    waiting.push(() => handleRequest(req, res));
  let handleUpgrade: Upgrade = (req, socket, head) => waiting.push(() => handleUpgrade(req, socket, head));

  server.on('connection', (socket) => {
    const refused = limits.checkConnection(socket);
    if (refused) {
      refusedSockets.add(socket);
      onRefused('too-many', { socket, headers: {} });
      return refuseSocket(socket, refused);
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (req, res) => {
    if (!refusedSockets.has(req.socket)) handleRequest(req, res);
  });
  server.on('upgrade', (req, socket, head) => {
    if (!refusedSockets.has(socket)) handleUpgrade(req, socket, head);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else refuseSocket(socket, { problem: problemOfParser(error.code) });
  });

  function refuseSocket(socket: Duplex, { problem, headers }: Refusal): void {
    endWithProblem(socket, problem, { ...common, ...headers });
  }

  const onRequestClosed = () => {
    activeRequests -= 1;
    if (activeRequests === 0) onIdle();
  };

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
        server.listen(port, host, () => resolve(portOf(server.address())));
      }),
    open({ admit, guard, upgrade }) {
      const dispatch = async (req: IncomingMessage, res: ServerResponse, limited: Refusal | null) => {
        const refused = limited ?? (await guard.checkRequest(req));
        // The client may have disconnected while it waited.
        if (req.socket.destroyed) return;
        if (refused) {
          const { method = '' } = req;
          const { status } = refused.problem;
          metrics.responded({ method, route: 'refused', status, milliseconds: 0 });
          const kind = refusalKindOf(status);
          if (kind) onRefused(kind, req);
          return sendProblemAndClose(res, refused.problem, refused.headers);
        }
        removeForwardingHeaders(req);
        inner.emit('request', req, res);
      };
      handleRequest = (req, res) => {
        activeRequests += 1;
        res.once('close', onRequestClosed);
        assignRequestId(req, res);
        for (const [name, value] of Object.entries(common)) res.setHeader(name, value);
        if (isClosing) res.setHeader('Connection', 'close');
        admit(req, (limited) => void dispatch(req, res, limited));
      };
      const dispatchUpgrade: (...given: Parameters<Upgrade>) => Promise<void> = async (req, socket, head) => {
        const onError = () => socket.destroy();
        socket.on('error', onError);
        const refusedByGuard = await guard.checkUpgrade(req);
        // Before it is counted: a socket that has closed already would be counted for ever.
        if (socket.destroyed) return;
        const refused = refusedByGuard ?? limits.checkUpgrade(req);
        if (refused) {
          onRefused('handshake', req);
          return refuseSocket(socket, refused);
        }
        socket.off('error', onError);
        removeForwardingHeaders(req);
        upgrade(req, socket, head);
      };
      handleUpgrade = (req, socket, head) => {
        assignRequestId(req);
        void dispatchUpgrade(req, socket, head);
      };
      for (const resume of waiting.splice(0)) resume();
    },
    refuseSocket,
    async close() {
      isClosing = true;
      if (activeRequests > 0) {
        const idle = new Promise<void>((resolve) => {
          onIdle = resolve;
        });
        await Promise.race([idle, pause(drainMillis, undefined, { ref: false })]);
      }
      await new Promise<void>((resolve) => {
        const forceClose = setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, closeMillis);
        server.close(() => {
          clearTimeout(forceClose);
          resolve();
        });
      });
    },
  };
}

/** How long a refused client has to read the response before its socket is destroyed (ms). */
const readMillis = 1_000;

function endWithProblem(socket: Duplex, problem: Problem, more: Readonly<Record<string, string>>): void {
  const body = JSON.stringify(problem);
  const headers = {
    ...more,
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), readMillis).unref();
}

function problemOfParser(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problemOf('headers-too-large', { max: 16 });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problemOf('request-too-slow');
    default:
      return problemOf('malformed-request');
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  switch (error.code) {
    case 'EADDRINUSE':
      return failure('port-in-use', { host, port });
    case 'EACCES':
      return failure('port-not-allowed', { port });
    default:
      return failure('cannot-listen', { host, port, error: error.code ?? '' });
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
