import { type ApiResponse, createApi } from '../../support/api';
import { adminEnv } from '../../support/people';
import { parseMetrics } from '../figures';
import { expect, test } from './team';

const renders = 'chancery_page_renders_total';

test('anonymous requests for files, missing paths and sign-in pages do not render a page each', async ({
  team,
}) => {
  const anonymous = createApi(team.url);
  const rendered = async () => parseMetrics((await team.admin.api.get('/api/metrics')).body).get(renders);
  const many = (path: string) => Promise.all(Array.from({ length: 20 }, () => anonymous.get(path)));
  const paths: [string, number][] = [
    ['/_next/x', 404],
    ['/_next/static/chunks/x.js', 404],
    ['/_next/image?url=%2Fx.png&w=64&q=75', 404],
    ['/x.png', 404],
    ['/flags/x.svg', 404],
    ['/fonts/', 404],
    ['/flags/ru.svg', 200],
    ['/icon.svg', 200],
    ['/nowhere', 303],
    ['/events/THR-2026-0001', 303],
    ['/sign-in', 200],
    ['/sign-in?next=%2Fevents%2FTHR-2026-0001', 200],
    ['/join', 200],
  ];
  for (const [path, expected] of paths) {
    const statuses = (await many(path)).map(({ status }) => status);
    expect([...new Set(statuses)], path).toEqual([expected]);
  }
  // The two sign-in pages, once each.
  expect(await rendered()).toBe(2);
  // Invalid preferences render no page either.
  const preferences = [
    'locale=xx',
    'theme=x; tz=Asia/Kabul',
    'tz=Europe/Moscow; x=1',
    'chancery.session_token=x',
  ];
  for (const cookie of preferences) expect((await anonymous.get('/sign-in', { cookie })).status).toBe(200);
  expect(await rendered()).toBe(2);
  // Each language and theme is its own page.
  const russian = await anonymous.get('/sign-in', { cookie: 'locale=ru; theme=night' });
  expect(russian.body).toMatch(/<html lang="ru" dir="ltr" data-theme="night"/);
  expect(await rendered()).toBe(3);
  // Fifty people behind one address sign in at the same time.
  const files = Array.from({ length: 20 }, () => '/flags/ru.svg');
  const openSignIn = async () => {
    const statuses = [];
    for (const path of ['/', '/sign-in', '/api/healthz', ...files])
      statuses.push((await anonymous.get(path)).status);
    return statuses;
  };
  const fifty = await Promise.all(Array.from({ length: 50 }, openSignIn));
  expect([...new Set(fifty.flat())].sort()).toEqual([200, 303]);
  expect((await anonymous.call('HEAD', '/join')).status).toBe(200);
  // A sign-out without a session must not reach the auth library, which would set cookies again.
  const signedOut = await anonymous.post('/api/auth/sign-out', {}, { cookie: 'chancery.session_token=x' });
  expect([signedOut.status, signedOut.headers.get('set-cookie')]).toEqual([200, null]);
  expect((await team.admin.api.get('/')).status).toBe(200);
  expect(await rendered()).toBe(4);
});

test('static files support conditional requests, ranges and compression', async ({ team }) => {
  const page = String((await createApi(team.url).get('/sign-in')).body);
  const script = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? '';
  const font = '/fonts/ibm-plex-sans-latin-wght-normal.woff2';
  const ask = (path: string, headers: Record<string, string>) => fetch(team.url + path, { headers });

  for (const [coding, expected] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const { headers } = await ask(script, { 'accept-encoding': coding });
    expect(headers.get('content-encoding')).toBe(expected);
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  }
  expect((await ask(font, { 'accept-encoding': 'br' })).headers.get('content-encoding')).toBeNull();

  for (const path of [script, font, '/flags/ru.svg', '/manifest.webmanifest']) {
    const whole = await ask(path, { 'accept-encoding': 'identity' });
    const content = Buffer.from(await whole.arrayBuffer());
    const etag = whole.headers.get('etag') ?? '';
    expect(Number(whole.headers.get('content-length')), path).toBe(content.length);
    expect((await ask(path, { 'if-none-match': etag })).status, path).toBe(304);
    expect((await ask(path, { 'if-none-match': '"other"' })).status, path).toBe(200);
    const part = async (range: string, more = {}) => {
      const { status, headers, ...answer } = await ask(path, { range, ...more }).then(async (response) => ({
        status: response.status,
        headers: response.headers,
        body: Buffer.from(await response.arrayBuffer()),
      }));
      return { status, range: headers.get('content-range'), ...answer };
    };
    const size = content.length;
    expect(await part('bytes=2-5')).toEqual({
      status: 206,
      range: `bytes 2-5/${size}`,
      body: content.subarray(2, 6),
    });
    expect(await part('bytes=-4')).toMatchObject({ status: 206, body: content.subarray(-4) });
    expect(await part(`bytes=${size - 1}-`)).toMatchObject({ status: 206, body: content.subarray(-1) });
    expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
    expect(await part('bytes=0-1,3-4')).toMatchObject({ status: 200, body: content });
    expect(await part('bytes=2-5', { 'if-range': etag })).toMatchObject({ status: 200, body: content });
    const head = await fetch(team.url + path, {
      method: 'HEAD',
      headers: { 'accept-encoding': 'identity' },
    });
    expect(head.headers.get('content-length'), path).toBe(String(size));
  }
});

test.describe('with a low request limit per address', () => {
  test.use({
    env: {
      ...adminEnv,
      REQUESTS_PER_SECOND: '1',
      REQUEST_BURST: '120',
    },
  });

  test('anonymous pages have their own small limit, which does not affect signed-in users', async ({
    team,
  }) => {
    const anonymous = createApi(team.url);
    const pages = await Promise.all(Array.from({ length: 60 }, () => anonymous.get('/sign-in')));
    expectRefusals(pages, { least: 30, most: 46 });
    // Other anonymous requests have their own limit.
    expect((await anonymous.get('/api/healthz')).status).toBe(200);
    const others = await Promise.all(Array.from({ length: 200 }, () => anonymous.get('/api/events')));
    expectRefusals(others, { least: 60, most: 90 });

    for (let n = 0; n < 40; n += 1) expect((await team.admin.api.get('/api/board')).status).toBe(200);
    expect((await team.admin.api.get('/')).status).toBe(200);
    // A page costs as much as twenty requests.
    const signedIn = await Promise.all(Array.from({ length: 12 }, () => team.admin.api.get('/')));
    expectRefusals(signedIn, { least: 6, most: 12 });
  });
});

function expectRefusals(
  answers: readonly ApiResponse[],
  { least, most }: { least: number; most: number },
): void {
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(least);
  expect(refused.length).toBeLessThanOrEqual(most);
  for (const { headers, body } of refused) {
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ status: 429, detail: expect.stringContaining('wait') });
  }
}
