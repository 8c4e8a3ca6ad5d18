import { expect, test as ownServer } from '../../fixtures';
import { fetchUpgrade } from '../live/upgrade';
import { threatDraft } from './support/drafts';
import { expectProblem } from './support/expectations';
import { requestText, sendRaw } from './support/raw';
import { idsOf, test } from './support/shared-server';

test('pages, API and socket accept only this host, under each loopback name', async ({ server }) => {
  const { port } = server;
  const targets = ['/', '/api/healthz', '/socket.io/?EIO=4&transport=polling', '/nowhere'];
  for (const target of targets) {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      'localhost:1',
      `localhost.evil:${port}`,
      '',
    ]) {
      const { status } = await sendRaw(port, requestText('GET', target, [`Host: ${host}`]));
      expect([400, 421], `${host}${target}`).toContain(status);
    }
  }
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
    const { status } = await sendRaw(port, requestText('GET', '/api/healthz', [`Host: ${host}:${port}`]));
    expect(status, host).toBe(200);
  }
  const none = await sendRaw(port, requestText('GET', '/api/healthz', []));
  const two = await sendRaw(
    port,
    requestText('GET', '/api/healthz', [`Host: localhost:${port}`, 'Host: evil.example']),
  );
  const old = await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n');
  expect([none.status, two.status, old.status]).toEqual([400, 400, 400]);
});

test('before the first account a request through a proxy is refused, whatever its Host', async ({
  server,
}) => {
  for (const header of [
    'X-Forwarded-For: 127.0.0.1',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: https',
    'X-Real-IP: 127.0.0.1',
    'Forwarded: host=evil.example',
    'Via: 1.1 proxy.example',
    'CF-Connecting-IP: 198.51.100.1',
    'True-Client-IP: 198.51.100.1',
    'X-Client-IP: 198.51.100.1',
    'X-Cluster-Client-IP: 198.51.100.1',
    'Fastly-Client-IP: 198.51.100.1',
    'X-Forwarded: for=198.51.100.1',
    'X-Forwarded-Server: proxy.example',
    'CDN-Loop: cloudflare',
    'CF-IPCountry: RU',
    'X-Forwarded-Scheme: https',
    'X-Original-Host: evil.example',
    'X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678',
    'Tailscale-User-Login: somebody@example.org',
  ]) {
    for (const target of ['/', '/api/events']) {
      const host = `Host: localhost:${server.port}`;
      const { status, text } = await sendRaw(server.port, requestText('GET', target, [host, header]));
      expect(status, header).toBe(421);
      expect(text).toContain('TRUST_PROXY');
    }
  }
  // nginx sends HTTP/1.0 and no forwarding headers unless it is configured otherwise.
  const request = requestText('GET', '/api/events', [`Host: localhost:${server.port}`]);
  const { status, text } = await sendRaw(server.port, request.replace('HTTP/1.1', 'HTTP/1.0'));
  expect(status).toBe(421);
  expect(text).toContain('TRUST_PROXY');
});

test('absolute, malformed and oversized request targets are refused', async ({ server }) => {
  const host = `Host: localhost:${server.port}`;
  const odd = [
    'http://localhost:1/api/healthz',
    `http://localhost:${server.port}/api/healthz`,
    'http://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/a\\b',
    '/%zz',
    '/%ff',
    '/a%00b',
    '/a#b',
    'api/healthz',
    '*',
  ];
  for (const target of odd) {
    const { status } = await sendRaw(server.port, requestText('GET', target, [host]));
    expect(status, target).toBe(400);
  }
  const long = await sendRaw(server.port, requestText('GET', `/${'a'.repeat(9000)}`, [host]));
  const headers = await sendRaw(
    server.port,
    requestText('GET', '/', [host, `X-Long: ${'a'.repeat(20_000)}`]),
  );
  const junk = await sendRaw(server.port, 'GARBAGE\r\n\r\n');
  expect([long.status, headers.status, junk.status]).toEqual([414, 431, 400]);
  for (const { text } of [long, headers, junk]) expect(text).toContain('application/problem+json');
});

test('a request with an ambiguous length is refused, and its connection is closed', async ({
  api,
  server,
}) => {
  const before = await idsOf(api);
  const body = JSON.stringify(threatDraft());
  const smuggled = 'DELETE /api/examples HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const length = `Content-Length: ${body.length}`;
  const cases: [string, string[], string][] = [
    ['two lengths', [length, 'Content-Length: 5'], body],
    ['the same length twice', [length, length], body],
    ['a list of lengths', [`Content-Length: ${body.length}, ${body.length}`], body],
    ['a length with a sign', [`Content-Length: +${body.length}`], body],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], `0\r\n\r\n${smuggled}`],
    ['an unknown coding', ['Transfer-Encoding: xchunked', length], body],
    ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${smuggled}`],
    ['a length of chunks that is none', ['Transfer-Encoding: chunked'], `0x5\r\nhello\r\n0\r\n\r\n`],
  ];
  for (const [name, headers, sent] of cases) {
    const head = [
      `Host: localhost:${server.port}`,
      `Origin: ${server.url}`,
      'Content-Type: application/json',
      'Idempotency-Key: smuggled',
      ...headers,
    ];
    // Without Connection: close, so that the rest could be read as a second request.
    const text = ['POST /api/events HTTP/1.1', ...head, '', sent].join('\r\n');
    const answer = await sendRaw(server.port, text);
    expect(answer.status, name).toBe(400);
    expect(answer.text.match(/^HTTP\/1\.1 /gm), name).toHaveLength(1);
  }
  expect(await idsOf(api)).toEqual(before);
});

test('upgrades to other protocols than HTTP/1.1 are refused', async ({ server }) => {
  const host = `Host: localhost:${server.port}`;
  const upgrade = (protocol: string, more: string[] = []) =>
    [
      'GET /api/events HTTP/1.1',
      host,
      `Connection: Upgrade${more.length > 0 ? ', HTTP2-Settings' : ''}`,
      `Upgrade: ${protocol}`,
      ...more,
      '',
      '',
    ].join('\r\n');
  const requests = [
    upgrade('h2c', ['HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA']),
    upgrade('h2c'),
    upgrade('TLS/1.3'),
    upgrade('websocket'),
  ];
  for (const request of requests) {
    // HTTP/2 frames after the request are not read.
    const { status, text } = await sendRaw(server.port, `${request}PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`);
    expect(status, request).toBe(404);
    expect(text.match(/^HTTP\/1\.1 /gm), request).toHaveLength(1);
  }
  expect((await sendRaw(server.port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).status).toBe(400);
});

test('a request from another origin changes nothing', async ({ api, server }) => {
  const foreignHeaders: Record<string, string | undefined>[] = [
    { origin: undefined },
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `https://localhost:${server.port}` },
    { origin: 'http://localhost' },
    { origin: `http://localhost:${server.port}.evil.example` },
    { origin: `${server.url}/` },
    { 'sec-fetch-site': 'cross-site' },
  ];
  const before = await idsOf(api);
  for (const headers of foreignHeaders) {
    expectProblem(await api.post('/api/events', threatDraft(), headers), 403);
    expectProblem(await api.patch('/api/events/THR-2026-0001', 1, {}, headers), 403);
    expectProblem(await api.call('DELETE', '/api/examples', { headers }), 403);
    expectProblem(await api.call('POST', '/', { headers }), 403);
  }
  expect(await idsOf(api)).toEqual(before);

  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    const headers = { origin: `http://${name}:${server.port}`, 'sec-fetch-site': 'same-origin' };
    expect((await api.post('/api/events', threatDraft(), headers)).status).toBe(201);
  }
});

test('a socket opens only from the same origin', async ({ server }) => {
  const { port } = server;
  const upgrade = [
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  const open = (target: string, host: string, origin: string) =>
    sendRaw(
      port,
      [
        `GET ${target} HTTP/1.1`,
        `Host: ${host}`,
        'Connection: Upgrade',
        ...upgrade,
        `Origin: ${origin}`,
        '',
        '',
      ].join('\r\n'),
    );
  const socket = '/socket.io/?EIO=4&transport=websocket';
  const here = `localhost:${port}`;
  // A client without an Origin is no browser; it needs an API key, which the handshake carries.
  expect((await fetchUpgrade(server.url, null)).status).toBe(101);
  expect((await open(socket, here, 'null')).status).toBe(403);
  expect((await open(socket, here, 'https://evil.example')).status).toBe(403);
  expect((await open(socket, 'evil.example', `http://${here}`)).status).toBe(421);
  expect((await open(`http://${here}${socket}`, here, `http://${here}`)).status).toBe(400);
  expect((await open('/nowhere', here, `http://${here}`)).status).toBe(404);
});

test('every response has headers against content sniffing and framing', async ({ server }) => {
  for (const path of ['/', '/api/healthz', '/api/nowhere', '/_next/static/nothing.js']) {
    const { headers } = await fetch(`${server.url}${path}`);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options'), path).toBe('DENY');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('permissions-policy'), path).toContain('geolocation=()');
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

ownServer.describe('with a PUBLIC_URL', () => {
  ownServer.use({ seed: 'none', env: { PUBLIC_URL: 'https://board.example.org' } });

  ownServer(
    'PUBLIC_URL and loopback names are accepted as host, and requests need an account',
    async ({ server }) => {
      const { port } = server;
      const body = JSON.stringify(threatDraft());
      const post = (origin: string, key: string) =>
        requestText(
          'POST',
          '/api/events',
          [
            'Host: board.example.org',
            `Origin: ${origin}`,
            'Content-Type: application/json',
            `Content-Length: ${Buffer.byteLength(body)}`,
            `Idempotency-Key: ${key}`,
          ],
          body,
        );
      expect((await sendRaw(port, post('https://board.example.org', 'a'))).status).toBe(401);
      expect((await sendRaw(port, post('http://board.example.org', 'b'))).status).toBe(403);
      expect(
        (await sendRaw(port, requestText('GET', '/api/healthz', ['Host: board.example.org:443']))).status,
      ).toBe(200);
      expect(
        (await sendRaw(port, requestText('GET', '/api/healthz', [`Host: localhost:${port}`]))).status,
      ).toBe(200);
      expect((await sendRaw(port, requestText('GET', '/api/healthz', ['Host: example.org']))).status).toBe(
        421,
      );
    },
  );
});
