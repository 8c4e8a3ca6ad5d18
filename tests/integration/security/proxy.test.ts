import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { adminEnv, firstAdmin } from '../../support/people';
import { expect, test } from './team';

const host = 'board.example.org';

type Asked = { port: number; from?: string; method?: string; headers?: string[]; body?: unknown };

/** As a reverse proxy would pass it on; `from` is the proxy's own address. */
function ask(target: string, { port, from, method = 'GET', headers = [], body }: Asked) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...(method === 'GET' ? [] : [`Origin: https://${host}`]),
    ...(text === '' ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    ...headers,
    '',
    text,
  ].join('\r\n');
  return new Promise<{ status: number; text: string; header(name: string): string[] }>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from }, () => socket.write(sent));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = ''] = answer.split('\r\n\r\n', 1);
      resolve({
        status: Number(head.slice(9, 12)),
        text: answer,
        header: (name) =>
          head
            .split('\r\n')
            .filter((line) => line.toLowerCase().startsWith(`${name}:`))
            .map((line) => line.slice(name.length + 1).trim()),
      });
    });
  });
}

test.describe('behind TLS', () => {
  test.use({ env: { ...adminEnv, PUBLIC_URL: `https://${host}`, TRUST_PROXY: '127.0.0.1' } });

  test('every answer, refusals too, tells browsers to come by TLS alone', async ({ server }) => {
    const { port } = server;
    const asked = [
      ask('/', { port }),
      ask('/sign-in', { port }),
      ask('/api/healthz', { port }),
      ask('/api/events', { port }),
      ask('/api/nowhere', { port }),
      ask('/_next/static/nothing.js', { port }),
      ask('/a%00b', { port }),
      ask('/api/events', { port, method: 'POST', headers: ['Origin: https://evil.example'] }),
      ask('/', { port, headers: [`X-Long: ${'a'.repeat(20_000)}`] }),
      ask('/nowhere', { port, headers: ['Upgrade: websocket', 'Connection: Upgrade'] }),
    ];
    for (const { text, header } of await Promise.all(asked)) {
      expect(header('strict-transport-security'), text).toEqual(['max-age=31536000']);
    }
  });

  test('every cookie is bound to this host, to TLS, and kept from scripts', async ({ server }) => {
    const { port } = server;
    const signedIn = await ask('/api/auth/sign-in/email', { port, method: 'POST', body: firstAdmin });
    expect(signedIn.status).toBe(200);
    const [session = ''] = signedIn.header('set-cookie');
    const cookie = [`Cookie: ${session.split(';', 1)[0]}`];
    const options = await ask('/api/auth/passkey/generate-register-options', { port, headers: cookie });
    const set = [...signedIn.header('set-cookie'), ...options.header('set-cookie')];
    expect(set.length).toBeGreaterThan(1);
    for (const one of set) {
      expect(one).toMatch(/^__Host-chancery[.-]/);
      expect(one).toMatch(/; *secure/i);
      expect(one).toMatch(/; *httponly/i);
      expect(one).toMatch(/; *path=\/(;|$)/i);
      expect(one).toMatch(/; *samesite=(lax|strict)/i);
      expect(one).not.toMatch(/; *domain=/i);
    }
    expect((await ask('/api/me', { port, headers: cookie })).status).toBe(200);
    // A neighbour under the same domain can set the plain name, and not the other.
    const tossed = cookie.map((line) => line.replace('__Host-', ''));
    expect((await ask('/api/me', { port, headers: tossed })).status).toBe(401);
  });

  test('what is said of host and protocol is not believed, not even of a trusted proxy', async ({
    server,
  }) => {
    const { port } = server;
    for (const header of [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: http',
      'Forwarded: host=evil.example;proto=http',
      'X-Forwarded-Port: 1',
    ]) {
      const page = await ask('/sign-in', { port, headers: [header] });
      expect(page.text.replace(header, '')).not.toContain('evil.example');
      const { status, header: of } = await ask('/', { port, headers: [header] });
      expect([status, of('location')]).toEqual([303, ['/sign-in']]);
      const invited = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
      const signedIn = await ask('/api/auth/sign-in/email', {
        port,
        method: 'POST',
        body: firstAdmin,
        headers: [header],
      });
      const cookie = `Cookie: ${signedIn.header('set-cookie')[0]?.split(';', 1)[0]}`;
      const made = await ask('/api/invitations', {
        port,
        method: 'POST',
        body: invited,
        headers: [header, cookie],
      });
      expect(made.text).toContain(`"url":"https://${host}/join#`);
    }
  });
});

test.describe('with 20 requests at once to an address', () => {
  test.use({
    env: {
      ...adminEnv,
      PUBLIC_URL: `https://${host}`,
      TRUST_PROXY: '127.0.0.1',
      REQUESTS_PER_SECOND: '1',
      REQUEST_BURST: '20',
    },
  });

  test('each who comes through the proxy is counted by himself, whatever he says of where he is from', async ({
    server,
  }) => {
    const { port } = server;
    const through = (forwarded: string) =>
      ask('/api/healthz', { port, headers: [`X-Forwarded-For: ${forwarded}`] });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => through(`198.51.100.${n}, 127.0.0.1, 203.0.113.5`)),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    expect((await through('203.0.113.6')).status).toBe(200);
    // Not through the proxy: what it says counts for nothing.
    const past = (n: number) =>
      ask('/api/healthz', { port, from: '127.0.0.2', headers: [`X-Forwarded-For: 198.51.100.${n}`] });
    const direct = await Promise.all(Array.from({ length: 40 }, (_, n) => past(n)));
    expect(direct.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
  });
});

const reachable: [string, { PUBLIC_URL: string } & Record<string, string>][] = [
  ['PUBLIC_URL names another host', { PUBLIC_URL: `https://${host}` }],
  ['a proxy is trusted', { PUBLIC_URL: `http://${host}`, TRUST_PROXY: '127.0.0.1' }],
  ['it listens to others', { PUBLIC_URL: `http://${host}`, HOST: '0.0.0.0' }],
];
for (const [when, env] of reachable) {
  test.describe(when, () => {
    test.use({ env });

    test(`nobody acts without an account where ${when}`, async ({ server }) => {
      const { port } = server;
      expect((await ask('/api/events', { port })).status).toBe(401);
      expect((await ask('/api/metrics', { port })).status).toBe(401);
      expect(
        (await ask('/api/examples', { port, method: 'DELETE', headers: [`Origin: ${env.PUBLIC_URL}`] }))
          .status,
      ).not.toBe(200);
      const page = await ask('/', { port });
      expect([page.status, page.header('location')]).toEqual([303, ['/sign-in']]);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
        headers: { Host: host, Origin: env.PUBLIC_URL },
      });
      const heard: string[] = [];
      socket.on('message', (data) => heard.push(String(data)));
      await once(socket, 'open');
      socket.send('40');
      await expect.poll(() => heard.at(-1)).toContain('Sign in');
      socket.terminate();
    });
  });
}
