import { linkIn, requestSignIn, tokenOf } from '../../../support/people';
import { expect, sharedTest as test } from '../team';

const oddNames = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table users; --",
  '=HYPERLINK("https://evil.example")',
  'javascript:alert(1)',
  'Mehmet \u202Egnp.exe',
  '__proto__',
  'constructor',
  '{{7*7}} #{7*7} <%= 7*7 %>',
  '&lt;b&gt;',
  'Ağrı Şehri, Чёрный',
  '\u{1F3F4}',
];

test('names of people and keys are always text, and no page executes them', async ({ team }) => {
  const keys: string[] = [];
  for (const name of oddNames) {
    const person = await team.createMember({ role: 'admin', clearance: 'clear', name });
    expect(person.name).toBe(name);
    const made = await person.api.post('/api/keys', { name, scope: 'read', clearance: 'clear' });
    expect(made).toMatchObject({ status: 201, body: { name } });
    keys.push(name);
    await team.log(person, `By ${name}`, { tlp: 'clear' });
  }
  for (const path of ['/api/people', '/api/accounts', '/api/keys', '/api/audit', '/api/events']) {
    const { headers, body } = await team.admin.api.get(path);
    expect(headers.get('content-type'), path).toMatch(/^application\/json/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    const text = JSON.stringify(body);
    for (const name of oddNames) expect(text, path).toContain(JSON.stringify(name).slice(1, -1));
  }
  const page = await team.admin.api.get('/');
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[^']+'/);
  expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
  expect(String(page.body)).not.toMatch(/<script>alert|<img src=x/);
});

test('an empty, overlong or malformed value is refused at its field', async ({ team }) => {
  const { api } = team.admin;
  const badNames = ['', '   ', 'a'.repeat(121), 'a\u0000b', '\uD800', 7, null, ['a'], { toString: 'a' }];
  for (const name of badNames) {
    const made = await api.post('/api/keys', { name, scope: 'read', clearance: 'clear' });
    expect(made, JSON.stringify(name)).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
    const renamed = await api.patch(`/api/accounts/${team.admin.id}`, 1, { name });
    expect(renamed).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
  }
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const token = tokenOf(linkIn(await api.post('/api/invitations', invitation)));
  for (const name of badNames.filter((one) => one !== null)) {
    const body = { token, name, password: 'a long enough password' };
    const { status } = await api.post('/api/auth/accept', body);
    expect(status, JSON.stringify(name)).toBe(422);
  }
  for (const email of [
    'a@b\r\nBcc: c@d.example',
    'a b@c.example',
    `${'a'.repeat(250)}@b.example`,
    '<a@b.example>',
  ]) {
    expect((await api.post('/api/invitations', { ...invitation, email })).status, email).toBe(422);
  }
  for (const key of [
    '{"email":"a@b.example","password":"x","__proto__":{"role":"admin"}}',
    '[]',
    'null',
    '"x"',
  ]) {
    const { status } = await api.post('/api/auth/sign-in/email', key, { 'content-type': 'application/json' });
    expect(status, key).toBe(422);
  }
});

test('a password may contain any characters in any Unicode normalization, within a length limit', async ({
  team,
}) => {
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const token = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const accept = (password: string) =>
    team.admin.api.post('/api/auth/accept', { token, name: 'New', password });
  for (const password of ['short', 'a'.repeat(257), 'a'.repeat(100_000)]) {
    expect([413, 422]).toContain((await accept(password)).status);
  }
  expect((await accept('Şifré\u0301 пароль 密码')).status).toBe(200);
  const same = 'Şifré\u0301 пароль 密码'.normalize('NFC');
  expect((await requestSignIn(team.url, { email: invitation.email, password: same })).status).toBe(200);
  const long = { email: invitation.email, password: 'a'.repeat(10_000) };
  expect([413, 422]).toContain((await requestSignIn(team.url, long)).status);
});
