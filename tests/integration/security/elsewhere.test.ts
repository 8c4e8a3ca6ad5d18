import { createApi } from '../../support/api';
import { requestText, sendRaw } from '../api/support/raw';
import { openViewer } from '../live/viewer';
import { expect, type Team, sharedTest as test } from './team';

const foreign: Record<string, string | undefined>[] = [
  { origin: undefined },
  // CVE-2026-27978: a sandboxed frame, whose origin is null, was treated as same-origin.
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
];

test('requests from other origins cannot use a user’s cookie, not even to sign out', async ({ team }) => {
  const { admin, url } = team;
  const api = createApi(url, { cookie: admin.cookie });
  const event = await team.log(admin, 'As it was', { tlp: 'clear' });
  const keys = (await admin.api.get('/api/keys')).body;
  const acts: [string, string, unknown][] = [
    ['POST', '/api/events', {}],
    ['PATCH', `/api/events/${event.id}`, { title: 'Changed' }],
    ['DELETE', `/api/events/${event.id}`, { reason: 'Gone' }],
    ['POST', '/api/invitations', { email: 'e@evil.example', role: 'admin', clearance: 'red' }],
    ['PATCH', `/api/accounts/${admin.id}`, { clearance: 'clear' }],
    ['POST', '/api/keys', { name: 'Evil', scope: 'write', clearance: 'red' }],
    ['DELETE', '/api/sessions', undefined],
    ['POST', '/api/auth/sign-out', {}],
    ['POST', '/api/auth/sign-in/email', { email: admin.email, password: admin.password }],
    ['POST', '/api/auth/two-factor/enable', { password: admin.password }],
  ];
  for (const headers of foreign) {
    for (const [method, path, body] of acts) {
      const answer = await api.call(method, path, { body, headers: { 'if-match': '"1"', ...headers } });
      expect(answer.status, `${method} ${path}`).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect((await admin.api.get(`/api/events/${event.id}`)).body).toEqual(event);
  expect((await admin.api.get('/api/keys')).body).toEqual(keys);
});

test('no response can be read by a page of another origin', async ({ team }) => {
  for (const path of ['/api/events', '/api/me', '/', '/api/nowhere']) {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const { headers: received } = await team.admin.api.call(method, path, { headers });
      expect([...received.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(received.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  }
});

test('a page of another origin cannot open a socket with its visitor’s cookie', async ({ team }) => {
  const { cookie } = team.admin;
  for (const origin of ['https://evil.example', 'null', null, `${team.url}.evil.example`]) {
    const viewer = openViewer(team.url, { origin, headers: { cookie } });
    await viewer.refused();
    expect(viewer.frames).toEqual([]);
  }
  const crossSite = { cookie, 'Sec-Fetch-Site': 'cross-site' };
  await openViewer(team.url, { headers: crossSite }).refused();
});

test('a socket with a missing or forged session is refused and receives nothing', async ({ team }) => {
  await team.log(team.admin, 'Secret', { tlp: 'clear' });
  const [name = '', value = ''] = team.admin.cookie.split('=', 2);
  const forged = [
    '',
    `${name}=made-up`,
    // A valid token with an invalid signature.
    `${name}=${decodeURIComponent(value).split('.')[0]}.AAAA`,
    `${name}=${decodeURIComponent(value).split('.')[0]}`,
    `${name}=${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`,
  ];
  for (const cookie of forged) {
    const viewer = openViewer(team.url, { headers: { cookie } });

    await viewer.refused();
    expect(viewer.bytes()).not.toContain('Secret');
    expect((await createApi(team.url, { cookie }).get('/api/events')).status).toBe(401);
  }
  for (const auth of [{ apiKey: 'chancery_made-up' }, { apiKey: '' }]) {
    await openViewer(team.url, { auth, headers: { cookie: team.admin.cookie } }).refused();
  }
});

const bypasses = [
  // CVE-2025-29927: the framework took this header as a sign that its checks had run.
  'x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware',
  'x-middleware-subrequest: src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
  'x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy',
  'x-middleware-subrequest-id: 1',
  'x-middleware-next: 1',
  'x-middleware-rewrite: /',
  'x-matched-path: /',
  'x-invoke-path: /',
  'x-invoke-status: 200',
  'x-nextjs-data: 1',
  'RSC: 1',
  'Next-Router-Prefetch: 1',
  'X-Original-URL: /sign-in',
  'X-Rewrite-URL: /sign-in',
  'X-HTTP-Method-Override: GET',
  'X-Forwarded-For: 127.0.0.1',
];

test('no header bypasses the sign-in that an event’s page needs', async ({ team, server }) => {
  const { ref } = await team.log(team.admin, 'Kept within', { tlp: 'clear' });
  expect((await team.admin.api.get(`/events/${ref}`)).body).toContain('Kept within');
  for (const bypass of ['X-None: 1', ...bypasses]) {
    for (const path of ['/', `/events/${ref}`, `/events/${ref}/edit`, `/events/${ref}?_rsc=abc`]) {
      const { status, text } = await fetchRaw(team, path, [bypass]);
      expect(status, `${bypass} ${path}`).toBe(303);
      expect(text).not.toContain('Kept within');
    }
    expect((await fetchRaw(team, '/api/events', [bypass])).status).toBe(401);
  }
  expect(server.log()).not.toContain('"level":50');
});

test('public paths give no access to protected ones', async ({ team, server }) => {
  const { ref } = await team.log(team.admin, 'Kept within', { tlp: 'clear' });
  const paths = [
    `/_next/../events/${ref}`,
    `/_next/..%2fevents/${ref}`,
    `/_next/static/./../../events/${ref}`,
    `/_next/%2e%2e/events/${ref}`,
    `/sign-in/../events/${ref}`,
    `/sign-in/..;/events/${ref}`,
    `/_next/image?url=${encodeURIComponent(`/events/${ref}`)}&w=64&q=75`,
    `/_next/image?url=${encodeURIComponent('http://127.0.0.1/')}&w=64&q=75`,
    `/_next/data/build/events/${ref}.json`,
    '/_next/static/../../package.json',
    '/_next/static/..%2f..%2fserver%2fapp%2fpage.js',
    '/flags/..%2f..%2fpackage.json',
    '/fonts/%2e%2e/%2e%2e/data/chancery.db',
    '/package.json',
    '/.env',
    '/data/chancery.db',
    `/events/${ref}.png`,
  ];
  for (const path of paths) {
    const { status, text } = await fetchRaw(team, path, []);
    expect([303, 307, 308, 400, 404], `${path}: ${status}`).toContain(status);
    expect(text).not.toMatch(/Kept within|better-auth|SQLite format/);
  }
  expect(server.log()).not.toContain('"level":50');
});

// CVE-2026-10856
test('no address redirects to another host', async ({ team }) => {
  const odd = [
    '/\\evil.example',
    '//evil.example',
    '/%5Cevil.example',
    '/%2F%2Fevil.example',
    '/%09/evil.example',
  ];
  const more = [
    '/.//evil.example',
    '/;@evil.example',
    '/events/..//evil.example',
    '/@evil.example',
    '/events//',
  ];
  for (const target of [...odd, ...more, '/https:%2f%2fevil.example', '/?next=https://evil.example']) {
    for (const headers of [[], [`Cookie: ${team.admin.cookie}`]]) {
      const { status, text } = await fetchRaw(team, target, headers);
      const location = /^location: (.*)$/im.exec(text)?.[1]?.trim();
      expect([200, 303, 307, 308, 400, 404], target).toContain(status);
      if (location === undefined) continue;
      const { origin } = new URL(location, team.url);
      expect(origin, `${target} leads to ${location}`).toBe(team.url);
      expect(location, target).toMatch(/^\/(?![/\\])/);
    }
  }
});

function fetchRaw({ url }: Team, target: string, headers: string[]) {
  const { host, port } = new URL(url);
  return sendRaw(Number(port), requestText('GET', target, [`Host: ${host}`, ...headers]));
}

// CVE-2026-39356: the name of the sort column was inserted into the statement.
test('an unknown sort order or page token is refused', async ({ team }) => {
  const orders = [
    'title',
    'at desc',
    'at;drop table events',
    'at"',
    '`at`',
    '(select 1)',
    'AT',
    'at,latest',
    '1',
  ];
  for (const sort of orders) {
    const { status } = await team.admin.api.get(`/api/events?sort=${encodeURIComponent(sort)}`);
    expect(status, sort).toBe(422);
  }
  for (const page of ['1 or 1=1', '1;--', '-1', '1e3', '0x1', "1'", '9'.repeat(16)]) {
    const { status } = await team.admin.api.get(`/api/audit?page=${encodeURIComponent(page)}`);
    expect(status, page).toBe(422);
  }
});
