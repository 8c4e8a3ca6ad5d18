import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { duplexPair } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createMutex } from '../../semaphore';

/** A response without the headers of its connection. */
export type Rendered = { status: number; headers: Record<string, string | string[]>; body: Buffer };
export type RenderPage = (target: string, headers: IncomingHttpHeaders) => Promise<Rendered>;

const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'date',
]);

/**
 * Renders pages for anonymous requests, one at a time, because each takes 20 ms of the event loop. The whole response is
 * buffered, so that a slow client does not delay others.
 */
export function createRenderPage(
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): RenderPage {
  // It never listens: requests reach it in memory.
  const inner = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => res.destroy(error instanceof Error ? error : undefined));
  });
  const runExclusive = createMutex();

  async function fetchPage(target: string, headers: IncomingHttpHeaders): Promise<Rendered> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const createConnection = () => {
        const [here, there] = duplexPair();
        inner.emit('connection', there);
        return here;
      };
      request({ createConnection, path: target, headers: { ...headers, connection: 'close' } }, resolve)
        .once('error', reject)
        .end();
    });
    const body = await buffer(response);
    const entries = Object.entries(response.headers).flatMap(
      ([name, value]): [string, string | string[]][] =>
        value === undefined || connectionHeaders.has(name) ? [] : [[name, value]],
    );
    return { status: response.statusCode ?? 500, headers: Object.fromEntries(entries), body };
  }

  return (target, headers) => runExclusive('page', () => fetchPage(target, headers));
}
