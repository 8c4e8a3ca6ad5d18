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
import { AppError } from '@/db/model/errors';
import type { RefusalKind } from '@/db/model/words';
import { refusalKindOf } from '../../auth/refusals';
import type { Metrics } from '../../metrics';
import { type Problem, problemOf, problemType, sendProblemAndClose } from '../problem';
import { assignRequestId } from '../request-id';
import type { Admit } from './admission';
import { commonHeaders, type Guard, type Refusal, removeForwardingHeaders } from './guard';
import type { Limits } from './limits';

/** How long requests are taken on the way down while any is under way: so long readyz can say so (ms). */
const answerMillis = 1_000;
/** How long the last of them may then take, and connections that ask for nothing. */
const lastMillis = 200;

export type Front = {
  /** Binds, and answers with the port; requests wait until `open`. @throws AppError 'unavailable' */
  listen(host: string, port: number): Promise<number>;
  /** Lets in what neither the limits nor the guard refuse. */
  open(gates: Gates): void;
  /** Answers on a bare socket and ends it. */
  endSocket(socket: Duplex, refusal: Refusal): void;
  /**
   * Waits for the answers under way, taking requests meanwhile; then takes no more connections, and resolves
   * when the last is gone. Closing again does nothing.
   */
  close(): Promise<void>;
};

type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
type Gates = { admit: Admit; guard: Guard; upgrade: Upgrade };

type FrontDeps = {
  /** Do people reach it by TLS? */
  isTls: boolean;
  metrics: Metrics;
  limits: Limits;
  onRefused(kind: RefusalKind, req: Pick<IncomingMessage, 'socket' | 'headers'>): void;
};

/**
 * The one server that listens. Behind it stands `inner`, which never listens and is handed what the
 * guard lets in: so neither Next nor socket.io, which both hang themselves on a server, can come first.
 */
export function createFront(inner: Server, { metrics, limits, isTls, onRefused }: FrontDeps): Front {
  const common = commonHeaders(isTls);
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
    // How often those that send their request too slowly are looked for: half a minute unless told.
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = limits.maxConnections;
  const sockets = new Set<Socket>();
  /** Answered before they ask: what they still send is no request. */
  const turnedAway = new WeakSet<Duplex>();
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let isClosing = false;
  let onQuiet = () => {};
  let answer: (req: IncomingMessage, res: ServerResponse) => void = (req, res) =>
    waiting.push(() => answer(req, res));
  let switchOver: Upgrade = (req, socket, head) => waiting.push(() => switchOver(req, socket, head));

  server.on('connection', (socket) => {
    const refused = limits.connection(socket);
    if (refused) {
      turnedAway.add(socket);
      onRefused('too-many', { socket, headers: {} });
      return endSocket(socket, refused);
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (req, res) => {
    if (!turnedAway.has(req.socket)) answer(req, res);
  });
  server.on('upgrade', (req, socket, head) => {
    if (!turnedAway.has(socket)) switchOver(req, socket, head);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else endSocket(socket, { problem: problemOfParser(error.code) });
  });

  function endSocket(socket: Duplex, { problem, headers }: Refusal): void {
    end(socket, problem, { ...common, ...headers });
  }

  const leave = () => {
    underWay -= 1;
    if (underWay === 0) onQuiet();
  };

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
        server.listen(port, host, () => resolve(portOf(server.address())));
      }),
    open({ admit, guard, upgrade }) {
      const pass = (req: IncomingMessage, res: ServerResponse, limited: Refusal | null) => {
        // The client may have left while it waited.
        if (req.socket.destroyed) return;
        const refused = limited ?? guard.refusal(req);
        if (refused) {
          const { method = '' } = req;
          const { status } = refused.problem;
          metrics.answered({ method, route: 'refused', status, milliseconds: 0 });
          const kind = refusalKindOf(status);
          if (kind) onRefused(kind, req);
          return sendProblemAndClose(res, refused.problem, refused.headers);
        }
        removeForwardingHeaders(req);
        inner.emit('request', req, res);
      };
      answer = (req, res) => {
        underWay += 1;
        res.once('close', leave);
        assignRequestId(req, res);
        for (const [name, value] of Object.entries(common)) res.setHeader(name, value);
        if (isClosing) res.setHeader('Connection', 'close');
        admit(req, (limited) => pass(req, res, limited));
      };
      switchOver = (req, socket, head) => {
        assignRequestId(req);
        const refused = guard.upgradeRefusal(req) ?? limits.upgrade(req);
        if (refused) {
          onRefused('handshake', req);
          return endSocket(socket, refused);
        }
        removeForwardingHeaders(req);
        upgrade(req, socket, head);
      };
      for (const resume of waiting.splice(0)) resume();
    },
    endSocket,
    async close() {
      isClosing = true;
      if (underWay > 0) {
        const quiet = new Promise<void>((resolve) => {
          onQuiet = resolve;
        });
        await Promise.race([quiet, pause(answerMillis, undefined, { ref: false })]);
      }
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => {
          for (const socket of sockets) socket.destroy();
        }, lastMillis);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      });
    },
  };
}

/** How long one who is refused has to read why (ms); after that the socket is no longer kept half open. */
const readingTime = 1_000;

function end(socket: Duplex, problem: Problem, more: Readonly<Record<string, string>>): void {
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
  setTimeout(() => socket.destroy(), readingTime).unref();
}

function problemOfParser(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problemOf('headers-too-large', 'Send fewer or shorter headers: at most 16 KB in all.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problemOf('timed-out', 'Send the whole request within a minute.');
    default:
      return problemOf('malformed', 'Send a request of HTTP/1.1.');
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new AppError(
        'unavailable',
        `Port ${port} on ${host} is in use: stop the program that uses it, or set PORT to another port.`,
      );
    case 'EACCES':
      return new AppError(
        'unavailable',
        `This user may not use port ${port}: set PORT to a port above 1023.`,
      );
    default:
      return new AppError(
        'unavailable',
        `Cannot listen on ${host}, port ${port} (${error.code}): set HOST and PORT to an address of this machine.`,
      );
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
