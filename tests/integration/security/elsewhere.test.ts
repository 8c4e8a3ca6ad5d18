import { createApi } from '../../support/api';
import { sendRaw, written } from '../api/support/raw';
import { openViewer } from '../live/viewer';
import { expect, type Office, sharedTest as test } from './office';

const foreign: Record<string, string | undefined>[] = [
  { origin: undefined },
  // CVE-2026-27978: a frame without an origin of its own was taken for the page itself.
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
];

test('nothing acts on the cookie of somebody who is lured elsewhere, not even to sign him out or in', async ({
  office,
}) => {
  const { admin, url } = office;
  const api = createApi(url, { cookie: admin.cookie });
  const event = await office.log(admin, 'As it was', { tlp: 'clear' });
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
  expect((await admin.api.get('/api/keys')).body).toEqual({ items: [], next: null });
});

test('no answer lets a page of elsewhere read it', async ({ office }) => {
  for (const path of ['/api/events', '/api/me', '/', '/api/nowhere']) {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const { headers: told } = await office.admin.api.call(method, path, { headers });
      expect([...told.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(told.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  }
});

test('a page of elsewhere opens no socket with the cookie of its visitor', async ({ office }) => {
  const { cookie } = office.admin;
  for (const origin of ['https://evil.example', 'null', null, `${office.url}.evil.example`]) {
    const viewer = openViewer(office.url, { origin, headers: { cookie } });
    await viewer.refused();
    expect(viewer.frames).toEqual([]);
  }
  const crossSite = { cookie, 'Sec-Fetch-Site': 'cross-site' };
  await openViewer(office.url, { headers: crossSite }).refused();
});

test('a socket without a session or with one that is made up is refused, and is told nothing', async ({
  office,
}) => {
  await office.log(office.admin, 'Secret', { tlp: 'clear' });
  const [name = '', value = ''] = office.admin.cookie.split('=', 2);
  const made = [
    '',
    `${name}=made-up`,
    // The token is right and its signature is not.
    `${name}=${decodeURIComponent(value).split('.')[0]}.AAAA`,
    `${name}=${decodeURIComponent(value).split('.')[0]}`,
    `${name}=${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`,
  ];
  for (const cookie of made) {
    const viewer = openViewer(office.url, { headers: { cookie } });

    await viewer.refused();
    expect(viewer.bytes()).not.toContain('Secret');
    expect((await createApi(office.url, { cookie }).get('/api/events')).status).toBe(401);
  }
  for (const auth of [{ apiKey: 'chancery_made-up' }, { apiKey: '' }]) {
    await openViewer(office.url, { auth, headers: { cookie: office.admin.cookie } }).refused();
  }
});

const bypasses = [
  // CVE-2025-29927: the framework took this for the mark that it had checked already.
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

test('whatever headers say, a page shows its record to whoever is signed in and to nobody else', async ({
  office,
  server,
}) => {
  const { ref } = await office.log(office.admin, 'Kept within', { tlp: 'clear' });
  expect((await office.admin.api.get(`/events/${ref}`)).body).toContain('Kept within');
  for (const bypass of ['X-None: 1', ...bypasses]) {
    for (const path of ['/', `/events/${ref}`, `/events/${ref}/edit`, `/events/${ref}?_rsc=abc`]) {
      const { status, text } = await ask(office, path, [bypass]);
      expect(status, `${bypass} ${path}`).toBe(303);
      expect(text).not.toContain('Kept within');
    }
    expect((await ask(office, '/api/events', [bypass])).status).toBe(401);
  }
  expect(server.log()).not.toContain('"level":50');
});

test('what is open to everybody leads to nothing that is not', async ({ office, server }) => {
  const { ref } = await office.log(office.admin, 'Kept within', { tlp: 'clear' });
  const ways = [
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
  for (const way of ways) {
    const { status, text } = await ask(office, way, []);
    expect([303, 307, 308, 400, 404], `${way}: ${status}`).toContain(status);
    expect(text).not.toMatch(/Kept within|better-auth|SQLite format/);
  }
  expect(server.log()).not.toContain('"level":50');
});

// CVE-2026-10856
test('nobody is sent to another host, however the address is written', async ({ office }) => {
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
    for (const headers of [[], [`Cookie: ${office.admin.cookie}`]]) {
      const { status, text } = await ask(office, target, headers);
      const location = /^location: (.*)$/im.exec(text)?.[1]?.trim();
      expect([200, 303, 307, 308, 400, 404], target).toContain(status);
      if (location === undefined) continue;
      const { origin } = new URL(location, office.url);
      expect(origin, `${target} leads to ${location}`).toBe(office.url);
      expect(location, target).toMatch(/^\/(?![/\\])/);
    }
  }
});

function ask({ url }: Office, target: string, headers: string[]) {
  const { host, port } = new URL(url);
  return sendRaw(Number(port), written('GET', target, [`Host: ${host}`, ...headers]));
}

// CVE-2026-39356: the name of a column to sort by went into the statement.
test('an order that is not one of the two is refused, and so is a page that nobody was given', async ({
  office,
}) => {
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
    const { status } = await office.admin.api.get(`/api/events?sort=${encodeURIComponent(sort)}`);
    expect(status, sort).toBe(422);
  }
  for (const page of ['1 or 1=1', '1;--', '-1', '1e3', '0x1', "1'", '9'.repeat(16)]) {
    const { status } = await office.admin.api.get(`/api/audit?page=${encodeURIComponent(page)}`);
    expect(status, page).toBe(422);
  }
});
