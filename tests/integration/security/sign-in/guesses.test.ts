import * as z from 'zod';
import { type Answer, createApi } from '../../../support/api';
import { linkIn, type Person, requestSignIn, tokenOf } from '../../../support/people';
import { expect, test } from '../team';
import { behindTests, countOf, far, from, here, there, times } from './guessing';

test.use({ env: behindTests });

const wrong = (person: Pick<Person, 'email'>) => ({ email: person.email, password: 'not the password' });

test('after ten wrong passwords an address is refused each further one, also after a restart, and the right one passes', async ({
  team,
  server,
}) => {
  const person = await team.createMember();
  const other = await team.createMember();
  for (let n = 0; n < 10; n += 1) {
    expect((await requestSignIn(team.url, wrong(person), from(here))).status).toBe(401);
  }
  const guess = async () => (await requestSignIn(team.url, wrong(person), from(here))).status;
  expect(await guess()).toBe(429);
  await server.restart();
  expect(await guess()).toBe(429);
  expect((await requestSignIn(team.url, person, from(there))).status).toBe(200);
  expect((await requestSignIn(team.url, other, from(here))).status).toBe(200);
  // Its owner has come in from elsewhere: that lifts nothing for whoever guesses here.
  expect(await guess()).toBe(429);
  expect((await requestSignIn(team.url, person, from(here))).status).toBe(200);
});

test('guesses that are sent together get no further than those sent one by one', async ({ team }) => {
  const person = await team.createMember();
  const answers = await times(150, () => requestSignIn(team.url, wrong(person), from(here)));
  expect(countOf(answers, 401)).toBe(10);
  expect(countOf(answers, 429)).toBe(140);
});

test('one password tried at many accounts shuts out the address that tries', async ({ team }) => {
  const person = await team.createMember();
  const answers = await times(160, (n) =>
    requestSignIn(team.url, wrong({ email: `n${n}@mission.example` }), from(here)),
  );
  expect(countOf(answers, 401)).toBeGreaterThanOrEqual(100);
  expect(countOf(answers, 401)).toBeLessThan(104);
  expect((await requestSignIn(team.url, wrong(person), from(here))).status).toBe(429);
  expect((await requestSignIn(team.url, wrong(person), from(there))).status).toBe(401);
});

// CVE-2026-45364: whoever has one address of a /64 has 2^64 of them.
test('an address of the same IPv6 network is no other address', async ({ team }) => {
  const person = await team.createMember();
  for (let n = 0; n < 10; n += 1) {
    await requestSignIn(team.url, wrong(person), from(`2001:db8:1:2::${(n + 1).toString(16)}`));
  }
  expect((await requestSignIn(team.url, wrong(person), from('2001:db8:1:2:ffff::9'))).status).toBe(429);
  expect((await requestSignIn(team.url, wrong(person), from('2001:db8:1:3::1'))).status).toBe(401);
});

test('sign-ins that succeed always pass, however many, and count for nothing', async ({ team }) => {
  const person = await team.createMember();
  for (let round = 0; round < 3; round += 1) {
    const answers = await times(40, () => requestSignIn(team.url, person, from(here)));
    expect(countOf(answers, 200)).toBe(40);
    for (let n = 0; n < 9; n += 1) await requestSignIn(team.url, wrong(person), from(here));
  }
  expect((await requestSignIn(team.url, person, from(here))).status).toBe(200);
});

test('an account that is guessed at from many addresses is slowed and not shut out', async ({ team }) => {
  const [person, other] = [await team.createMember(), await team.createMember()];
  for (let n = 0; n < 20; n += 1) {
    expect((await requestSignIn(team.url, wrong(person), from(`192.0.2.${n}`))).status).toBe(401);
  }
  const order: string[] = [];
  const slow = requestSignIn(team.url, person, from(far)).then(({ status }) =>
    order.push(`slowed ${status}`),
  );
  const quick = requestSignIn(team.url, other, from(there)).then(({ status }) =>
    order.push(`other ${status}`),
  );
  await Promise.all([slow, quick]);
  expect(order).toEqual(['other 200', 'slowed 200']);
});

test('the answer does not tell whether an account exists, is suspended, or the address is none', async ({
  team,
}) => {
  const person = await team.createMember();
  const suspended = await team.createMember();
  await team.updateRights(suspended, { isSuspended: true });
  const tries = [
    wrong(person),
    wrong(suspended),
    { email: suspended.email, password: suspended.password },
    { email: 'nobody@mission.example', password: 'not the password' },
    { email: 'no address', password: 'not the password' },
    { email: '', password: '' },
    { email: person.email.toUpperCase(), password: person.password.toUpperCase() },
  ];
  const told = new Set<string>();
  for (const [n, given] of tries.entries()) {
    told.add(sayOf(await requestSignIn(team.url, given, from(`192.0.2.${100 + n}`))));
  }
  expect([...told]).toHaveLength(1);
  const refused = new Set<string>();
  for (const email of [person.email, 'nobody@mission.example']) {
    const guess = { email, password: 'not the password' };
    for (let n = 0; n < 10; n += 1) await requestSignIn(team.url, guess, from('192.0.2.200'));
    refused.add(sayOf(await requestSignIn(team.url, guess, from('192.0.2.200'))));
  }
  expect([...refused]).toHaveLength(1);
});

function sayOf({ status, headers, body }: Answer): string {
  const told = [...headers].filter(([name]) => !['x-request-id', 'date', 'keep-alive'].includes(name));
  return JSON.stringify([status, told, body]);
}

test('a link that was used, withdrawn or made up is answered alike, and trying many is stopped', async ({
  team,
}) => {
  const api = createApi(team.url, from(here));
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const withdrawn = await team.admin.api.post('/api/invitations', invitation);
  const token = tokenOf(linkIn(withdrawn));
  expect((await api.post('/api/auth/link', { token })).status).toBe(200);
  const { id } = z.looseObject({ id: z.string() }).parse(withdrawn.body);
  expect((await team.admin.api.call('DELETE', `/api/invitations/${id}`)).status).toBe(204);
  const used = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const joining = { name: 'New', password: 'a long enough password' };
  expect((await api.post('/api/auth/accept', { token: used, ...joining })).status).toBe(200);
  const tokens = [token, used, 'link_made-up', ''];
  const told = new Set<string>();
  for (const one of tokens) told.add(sayOf(await api.post('/api/auth/link', { token: one })));
  const accepted = new Set<string>();
  for (const one of tokens)
    accepted.add(sayOf(await api.post('/api/auth/accept', { token: one, ...joining })));
  expect([told.size, accepted.size]).toEqual([1, 1]);

  const answers = await times(150, (n) => api.post('/api/auth/link', { token: `link_${n}` }));
  expect(countOf(answers, 429)).toBeGreaterThan(40);
  expect((await api.post('/api/auth/accept', { token: 'link_x', ...joining })).status).toBe(429);
});

test('whoever has found a session open cannot guess the password at what asks for it again', async ({
  team,
}) => {
  const person = await team.createMember();
  const thief = createApi(team.url, { cookie: person.cookie, ...from(here) });
  for (let n = 0; n < 10; n += 1) {
    const door = n % 2 ? 'enable' : 'disable';
    const guess = { password: `guess number ${n}` };
    expect((await thief.post(`/api/auth/two-factor/${door}`, guess)).status).toBe(401);
  }
  const change = { currentPassword: 'one more guess', newPassword: 'the thief’s own password' };
  expect((await thief.post('/api/auth/change-password', change)).status).toBe(429);
  // They count where he signs in too.
  expect((await requestSignIn(team.url, wrong(person), from(here))).status).toBe(429);
});

test('what cannot be done now is no wrong password, and counts as none', async ({ team }) => {
  const person = await team.createMember();
  const confirmation = { password: person.password };
  for (let n = 0; n < 14; n += 1) {
    const { status } = await person.api.post('/api/auth/two-factor/generate-backup-codes', confirmation);
    expect(status).not.toBe(429);
  }
  const wrong = await requestSignIn(team.url, { ...person, password: 'a wrong password' });
  expect(wrong.status).toBe(401);
});
