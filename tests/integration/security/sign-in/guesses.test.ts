import * as z from 'zod';
import { createApi } from '../../../support/api';
import { linkIn, type Person, requestSignIn, tokenOf } from '../../../support/people';
import { bytesOf } from '../markings/bytes-of';
import { expect, test } from '../team';
import {
  clientAddress,
  countOf,
  forwardedFor,
  otherAddress,
  proxyEnv,
  thirdAddress,
  times,
} from './guessing';

test.use({ env: proxyEnv });

const wrongPassword = (person: Pick<Person, 'email'>) => ({
  email: person.email,
  password: 'not the password',
});

test('ten wrong passwords block an address across restarts, but never the right password', async ({
  team,
  server,
}) => {
  const person = await team.createMember();
  const other = await team.createMember();
  for (let n = 0; n < 10; n += 1) {
    expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress))).status).toBe(
      401,
    );
  }
  const guess = async () =>
    (await requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress))).status;
  expect(await guess()).toBe(429);
  await server.restart();
  expect(await guess()).toBe(429);
  expect((await requestSignIn(team.url, person, forwardedFor(otherAddress))).status).toBe(200);
  expect((await requestSignIn(team.url, other, forwardedFor(clientAddress))).status).toBe(200);
  // A sign-in of the owner from another address does not lift the limit here.
  expect(await guess()).toBe(429);
  expect((await requestSignIn(team.url, person, forwardedFor(clientAddress))).status).toBe(200);
});

test('concurrent guesses are limited like guesses sent one after another', async ({ team }) => {
  const person = await team.createMember();
  const answers = await times(150, () =>
    requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress)),
  );
  expect(countOf(answers, 401)).toBe(10);
  expect(countOf(answers, 429)).toBe(140);
});

test('one password tried on many accounts blocks the address', async ({ team }) => {
  const person = await team.createMember();
  const answers = await times(160, (n) =>
    requestSignIn(team.url, wrongPassword({ email: `n${n}@mission.example` }), forwardedFor(clientAddress)),
  );
  expect(countOf(answers, 401)).toBeGreaterThanOrEqual(100);
  expect(countOf(answers, 401)).toBeLessThan(104);
  expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress))).status).toBe(
    429,
  );
  expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor(otherAddress))).status).toBe(401);
});

// CVE-2026-45364: an attacker with one address of a /64 has 2^64 of them.
test('addresses of one IPv6 network share a limit', async ({ team }) => {
  const person = await team.createMember();
  for (let n = 0; n < 10; n += 1) {
    await requestSignIn(
      team.url,
      wrongPassword(person),
      forwardedFor(`2001:db8:1:2::${(n + 1).toString(16)}`),
    );
  }
  expect(
    (await requestSignIn(team.url, wrongPassword(person), forwardedFor('2001:db8:1:2:ffff::9'))).status,
  ).toBe(429);
  expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor('2001:db8:1:3::1'))).status).toBe(
    401,
  );
});

test('successful sign-ins are never limited', async ({ team }) => {
  const person = await team.createMember();
  for (let round = 0; round < 3; round += 1) {
    const answers = await times(40, () => requestSignIn(team.url, person, forwardedFor(clientAddress)));
    expect(countOf(answers, 200)).toBe(40);
    for (let n = 0; n < 9; n += 1)
      await requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress));
  }
  expect((await requestSignIn(team.url, person, forwardedFor(clientAddress))).status).toBe(200);
});

test('an account guessed from many addresses is slowed down, not locked', async ({ team }) => {
  const [person, other] = [await team.createMember(), await team.createMember()];
  for (let n = 0; n < 20; n += 1) {
    expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor(`192.0.2.${n}`))).status).toBe(
      401,
    );
  }
  const order: string[] = [];
  const slow = requestSignIn(team.url, person, forwardedFor(thirdAddress)).then(({ status }) =>
    order.push(`slowed ${status}`),
  );
  const quick = requestSignIn(team.url, other, forwardedFor(otherAddress)).then(({ status }) =>
    order.push(`other ${status}`),
  );
  await Promise.all([slow, quick]);
  expect(order).toEqual(['other 200', 'slowed 200']);
});

test('the response does not reveal whether an account exists or is suspended', async ({ team }) => {
  const person = await team.createMember();
  const suspended = await team.createMember();
  await team.updateRights(suspended, { isSuspended: true });
  const tries = [
    wrongPassword(person),
    wrongPassword(suspended),
    { email: suspended.email, password: suspended.password },
    { email: 'nobody@mission.example', password: 'not the password' },
    { email: 'no address', password: 'not the password' },
    { email: '', password: '' },
    { email: person.email.toUpperCase(), password: person.password.toUpperCase() },
  ];
  const answers = new Set<string>();
  for (const [n, given] of tries.entries()) {
    answers.add(bytesOf(await requestSignIn(team.url, given, forwardedFor(`192.0.2.${100 + n}`))));
  }
  expect([...answers]).toHaveLength(1);
  const refused = new Set<string>();
  for (const email of [person.email, 'nobody@mission.example']) {
    const guess = { email, password: 'not the password' };
    for (let n = 0; n < 10; n += 1) await requestSignIn(team.url, guess, forwardedFor('192.0.2.200'));
    refused.add(bytesOf(await requestSignIn(team.url, guess, forwardedFor('192.0.2.200'))));
  }
  expect([...refused]).toHaveLength(1);
});

test('used, withdrawn and forged links get the same response, and guessing them is limited', async ({
  team,
}) => {
  const api = createApi(team.url, forwardedFor(clientAddress));
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const withdrawn = await team.admin.api.post('/api/invitations', invitation);
  const token = tokenOf(linkIn(withdrawn));
  expect((await api.post('/api/auth/link', { token })).status).toBe(200);
  const { id } = z.looseObject({ id: z.string() }).parse(withdrawn.body);
  expect((await team.admin.api.call('DELETE', `/api/invitations/${id}`)).status).toBe(204);
  const used = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const profile = { name: 'New', password: 'a long enough password' };
  expect((await api.post('/api/auth/accept', { token: used, ...profile })).status).toBe(200);
  const tokens = [token, used, 'link_made-up', ''];
  const looked = new Set<string>();
  for (const one of tokens) looked.add(bytesOf(await api.post('/api/auth/link', { token: one })));
  const accepted = new Set<string>();
  for (const one of tokens)
    accepted.add(bytesOf(await api.post('/api/auth/accept', { token: one, ...profile })));
  expect([looked.size, accepted.size]).toEqual([1, 1]);

  const answers = await times(150, (n) => api.post('/api/auth/link', { token: `link_${n}` }));
  expect(countOf(answers, 429)).toBeGreaterThan(40);
  expect((await api.post('/api/auth/accept', { token: 'link_x', ...profile })).status).toBe(429);
});

test('a session cannot be used to guess the password at confirmations', async ({ team }) => {
  const person = await team.createMember();
  const thief = createApi(team.url, { cookie: person.cookie, ...forwardedFor(clientAddress) });
  for (let n = 0; n < 10; n += 1) {
    const endpoint = n % 2 ? 'enable' : 'disable';
    const guess = { password: `guess number ${n}` };
    expect((await thief.post(`/api/auth/two-factor/${endpoint}`, guess)).status).toBe(401);
  }
  const change = { currentPassword: 'one more guess', newPassword: 'the thief’s own password' };
  expect((await thief.post('/api/auth/change-password', change)).status).toBe(429);
  // The guesses count for sign-ins too.
  expect((await requestSignIn(team.url, wrongPassword(person), forwardedFor(clientAddress))).status).toBe(
    429,
  );
});

test('a refused action with the right password does not count as a wrong password', async ({ team }) => {
  const person = await team.createMember();
  const confirmation = { password: person.password };
  for (let n = 0; n < 14; n += 1) {
    const { status } = await person.api.post('/api/auth/two-factor/generate-backup-codes', confirmation);
    expect(status).not.toBe(429);
  }
  const response = await requestSignIn(team.url, { ...person, password: 'a wrong password' });
  expect(response.status).toBe(401);
});
