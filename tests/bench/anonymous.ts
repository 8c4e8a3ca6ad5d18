import { Agent, request } from 'node:http';
import { answering } from './figures/answering';

/**
 * Floods a server with anonymous requests from one address: `pages` keeps 300 requests for pages, files and nothing under
 * way, `bodies` eight of 1 MB. In a process of its own, so that it does not delay what is measured.
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
  pages: { width: 300, ask: (n: number) => send('GET', targets[n % targets.length] ?? '/') },
  bodies: { width: 8, ask: (n: number) => send('POST', '/api/events', bodies[n % bodies.length]) },
} as const;

let isOn = false;
let asked = 0;

/** Resolves when the answer or the connection ends. */
function send(method: string, path: string, body?: string): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json', 'idempotency-key': `key-${asked}` };
  return new Promise((resolve) => {
    const sent = request(
      url + path,
      { method, agent, headers: body === undefined ? {} : headers },
      (answer) => {
        answer.resume().once('close', resolve);
      },
    );
    sent.once('error', () => resolve()).end(body);
  });
}

async function goOn(ask: (n: number) => Promise<void>): Promise<void> {
  while (isOn) {
    asked += 1;
    await ask(asked);
  }
}

function begin({ width, ask }: (typeof floods)[keyof typeof floods]): void {
  isOn = true;
  asked = 0;
  for (let n = 0; n < width; n += 1) void goOn(ask);
}

answering({
  pages: () => begin(floods.pages),
  bodies: () => begin(floods.bodies),
  stop: () => {
    isOn = false;
    return asked;
  },
});
// Keeps the process alive between floods.
setInterval(() => {}, 60_000);
process.stdout.write(`The flood is at ${url}\n`);
