import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { adminEnv, firstAdmin } from '../../support/people';
import { expect, test } from './team';

const host = 'board.example.org';

type Options = { port: number; from?: string; method?: string; headers?: string[]; body?: unknown };

/** Sends a request as a reverse proxy passes it on; `from` is the proxy's own address. */
function sendThroughProxy(target: string, { port, from, method = 'GET', headers = [], body }: Options) {
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

  test('every response, refusals included, sets Strict-Transport-Security', async ({ server }) => {
    const { port } = server;
    const requests = [
      sendThroughProxy('/', { port }),
      sendThroughProxy('/sign-in', { port }),
      sendThroughProxy('/api/healthz', { port }),
      sendThroughProxy('/api/events', { port }),
      sendThroughProxy('/api/nowhere', { port }),
      sendThroughProxy('/_next/static/nothing.js', { port }),
      sendThroughProxy('/a%00b', { port }),
      sendThroughProxy('/api/events', { port, method: 'POST', headers: ['Origin: https://evil.example'] }),
      sendThroughProxy('/', { port, headers: [`X-Long: ${'a'.repeat(20_000)}`] }),
      sendThroughProxy('/nowhere', { port, headers: ['Upgrade: websocket', 'Connection: Upgrade'] }),
    ];
    for (const { text, header } of await Promise.all(requests)) {
      expect(header('strict-transport-security'), text).toEqual(['max-age=31536000']);
    }
  });

  test('every cookie is limited to this host and TLS and hidden from scripts', async ({ server }) => {
    const { port } = server;
    const signedIn = await sendThroughProxy('/api/auth/sign-in/email', {
      port,
      method: 'POST',
      body: firstAdmin,
    });
    expect(signedIn.status).toBe(200);
    const [session = ''] = signedIn.header('set-cookie');
    const cookie = [`Cookie: ${session.split(';', 1)[0]}`];
    const options = await sendThroughProxy('/api/auth/passkey/generate-register-options', {
      port,
      headers: cookie,
    });
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
    expect((await sendThroughProxy('/api/me', { port, headers: cookie })).status).toBe(200);
    // A site on the same domain can set a cookie without the __Host- prefix, but not with it.
    const tossed = cookie.map((line) => line.replace('__Host-', ''));
    expect((await sendThroughProxy('/api/me', { port, headers: tossed })).status).toBe(401);
  });

  test('forwarded host and protocol headers are ignored, even from a trusted proxy', async ({ server }) => {
    const { port } = server;
    for (const header of [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Proto: http',
      'Forwarded: host=evil.example;proto=http',
      'X-Forwarded-Port: 1',
    ]) {
      const page = await sendThroughProxy('/sign-in', { port, headers: [header] });
      expect(page.text.replace(header, '')).not.toContain('evil.example');
      const { status, header: of } = await sendThroughProxy('/', { port, headers: [header] });
      expect([status, of('location')]).toEqual([303, ['/sign-in']]);
      const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
      const signedIn = await sendThroughProxy('/api/auth/sign-in/email', {
        port,
        method: 'POST',
        body: firstAdmin,
        headers: [header],
      });
      const cookie = `Cookie: ${signedIn.header('set-cookie')[0]?.split(';', 1)[0]}`;
      const made = await sendThroughProxy('/api/invitations', {
        port,
        method: 'POST',
        body: invitation,
        headers: [header, cookie],
      });
      expect(made.text).toContain(`"url":"https://${host}/join#`);
    }
  });
});

test.describe('with bursts of 20 requests per address', () => {
  test.use({
    env: {
      ...adminEnv,
      PUBLIC_URL: `https://${host}`,
      TRUST_PROXY: '127.0.0.1',
      REQUESTS_PER_SECOND: '1',
      REQUEST_BURST: '20',
    },
  });

  test('clients behind the proxy are counted separately, and cannot forge their address', async ({
    server,
  }) => {
    const { port } = server;
    const through = (forwarded: string) =>
      sendThroughProxy('/api/healthz', { port, headers: [`X-Forwarded-For: ${forwarded}`] });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => through(`198.51.100.${n}, 127.0.0.1, 203.0.113.5`)),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    expect((await through('203.0.113.6')).status).toBe(200);
    // The header counts for nothing in a request that does not come from the proxy.
    const bypass = (n: number) =>
      sendThroughProxy('/api/healthz', {
        port,
        from: '127.0.0.2',
        headers: [`X-Forwarded-For: 198.51.100.${n}`],
      });
    const direct = await Promise.all(Array.from({ length: 40 }, (_, n) => bypass(n)));
    expect(direct.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
  });
});

const reachable: [string, { PUBLIC_URL: string } & Record<string, string>][] = [
  ['PUBLIC_URL names another host', { PUBLIC_URL: `https://${host}` }],
  ['a proxy is trusted', { PUBLIC_URL: `http://${host}`, TRUST_PROXY: '127.0.0.1' }],
  ['HOST is not loopback', { PUBLIC_URL: `http://${host}`, HOST: '0.0.0.0' }],
];
for (const [when, env] of reachable) {
  test.describe(when, () => {
    test.use({ env });

    test(`requests need an account when ${when}`, async ({ server }) => {
      const { port } = server;
      expect((await sendThroughProxy('/api/events', { port })).status).toBe(401);
      expect((await sendThroughProxy('/api/metrics', { port })).status).toBe(401);
      expect(
        (
          await sendThroughProxy('/api/examples', {
            port,
            method: 'DELETE',
            headers: [`Origin: ${env.PUBLIC_URL}`],
          })
        ).status,
      ).not.toBe(200);
      const page = await sendThroughProxy('/', { port });
      expect([page.status, page.header('location')]).toEqual([303, ['/sign-in']]);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
        headers: { Host: host, Origin: env.PUBLIC_URL },
      });
      const received: string[] = [];
      socket.on('message', (data) => received.push(String(data)));
      await once(socket, 'open');
      socket.send('40');
      await expect.poll(() => received.at(-1)).toContain('Sign in');
      socket.terminate();
    });
  });
}
