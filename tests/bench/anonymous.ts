import { Agent, request } from 'node:http';
import { handleRequests } from './handle-requests';

/**
 * Floods a server with anonymous requests from one address: `pages` keeps 300 requests for pages, files and missing
 * paths open, `bodies` eight of 1 MB. Its own process keeps the load out of the measurement.
 */
const [url = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const targets = ['/sign-in', '/join', '/_next/x', '/x.png', '/flags/x.svg', '/flags/ru.svg', '/nowhere', '/'];
const bodies = [
  `{"targets":[${'{},'.repeat(349_000)}{}]}`,
  `{${Array.from({ length: 80_000 }, (_, n) => `"key${n}":1`).join(',')}}`,
  `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
];
const floods = {
  pages: { concurrency: 300, request: (n: number) => send('GET', targets[n % targets.length] ?? '/') },
  bodies: { concurrency: 8, request: (n: number) => send('POST', '/api/events', bodies[n % bodies.length]) },
} as const;

let isRunning = false;
let sent = 0;

/** Resolves when the response or the connection ends. */
function send(method: string, path: string, body?: string): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json', 'idempotency-key': `key-${sent}` };
  return new Promise((resolve) => {
    const outgoing = request(
      url + path,
      { method, agent, headers: body === undefined ? {} : headers },
      (answer) => {
        answer.resume().once('close', resolve);
      },
    );
    outgoing.once('error', () => resolve()).end(body);
  });
}

async function requestRepeatedly(next: (n: number) => Promise<void>): Promise<void> {
  while (isRunning) {
    sent += 1;
    await next(sent);
  }
}

function start({ concurrency, request: next }: (typeof floods)[keyof typeof floods]): void {
  isRunning = true;
  sent = 0;
  for (let n = 0; n < concurrency; n += 1) void requestRepeatedly(next);
}

handleRequests({
  pages: () => start(floods.pages),
  bodies: () => start(floods.bodies),
  stop: () => {
    isRunning = false;
    return sent;
  },
});
// Keeps the process alive between floods.
setInterval(() => {}, 60_000);
process.stdout.write(`The flood is at ${url}\n`);
