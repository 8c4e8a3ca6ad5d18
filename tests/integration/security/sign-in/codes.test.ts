import { createApi } from '../../../support/api';
import { cookiesOf, type Person, requestSignIn } from '../../../support/people';
import { nextCodeOf, setUpTotp, wrongCodeOf } from '../../../support/totp';
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

/** Signs in with the password from an address; the client that is returned may send a code. */
async function startSignIn(url: string, person: Person, address: string) {
  const first = await requestSignIn(url, person, forwardedFor(address));
  expect(first).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  return createApi(url, { cookie: cookiesOf(first), ...forwardedFor(address) });
}

// CVE-2024-45404: one-time codes could be guessed without limit.
test('wrong codes are limited per account, over all addresses and sign-ins', async ({ team }) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await setUpTotp(person);
  const step = await startSignIn(team.url, person, otherAddress);
  expect((await step.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status).toBe(
    200,
  );
  for (let n = 0; n < 12; n += 1) {
    const guess = await startSignIn(team.url, person, `192.0.2.${n}`);
    const { status } = await guess.post('/api/auth/two-factor/verify-totp', { code: wrongCodeOf(secret) });
    expect([401, 429]).toContain(status);
  }
  const right = await startSignIn(team.url, person, thirdAddress);
  expect((await right.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status).toBe(
    429,
  );
  const byRecovery = { code: backupCodes[0] };
  expect((await right.post('/api/auth/two-factor/verify-backup-code', byRecovery)).status).toBe(429);
});

test('concurrent codes are limited like codes sent one after another', async ({ team }) => {
  const person = await team.createMember();
  const { secret } = await setUpTotp(person);
  const steps = await times(30, (n) => startSignIn(team.url, person, `192.0.2.${n}`));
  const answers = await Promise.all(
    steps.map((step) => step.post('/api/auth/two-factor/verify-totp', { code: wrongCodeOf(secret) })),
  );
  expect(countOf(answers, 401)).toBe(10);
  expect(countOf(answers, 429)).toBe(20);
});

test('a code works once, even when sent concurrently', async ({ team }) => {
  const person = await team.createMember();
  const { secret } = await setUpTotp(person);
  const steps = await times(4, () => startSignIn(team.url, person, otherAddress));
  const code = { code: nextCodeOf(secret) };
  const answers = await Promise.all(steps.map((step) => step.post('/api/auth/two-factor/verify-totp', code)));
  expect([countOf(answers, 200), countOf(answers, 401)]).toEqual([1, 3]);
  for (const answer of answers.filter(({ status }) => status === 401))
    expect((await createApi(team.url, { cookie: cookiesOf(answer) }).get('/api/me')).status).toBe(401);
});

test('a used code and the set-up code stay refused after a restart', async ({ team, server }) => {
  const person = await team.createMember();
  const { secret, confirmed } = await setUpTotp(person);
  const attempt = async (code: string) =>
    (await startSignIn(team.url, person, otherAddress)).post('/api/auth/two-factor/verify-totp', { code });
  expect((await attempt(confirmed)).status).toBe(401);
  const next = nextCodeOf(secret);
  expect((await attempt(next)).status).toBe(200);
  await server.restart();
  for (const code of [confirmed, next]) {
    const refused = await attempt(code);
    expect(refused.status).toBe(401);
    expect((await createApi(team.url, { cookie: cookiesOf(refused) }).get('/api/me')).status).toBe(401);
  }
});

test('a session cannot be used to check codes', async ({ team }) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await setUpTotp(person);
  const step = await startSignIn(team.url, person, otherAddress);
  const entered = await step.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
  const session = createApi(team.url, { cookie: cookiesOf(entered), ...forwardedFor(clientAddress) });
  expect((await session.get('/api/me')).status).toBe(200);
  const right = { code: nextCodeOf(secret) };
  expect((await session.post('/api/auth/two-factor/verify-totp', right)).status).toBe(401);
  const recovery = { code: backupCodes[1] };
  expect((await session.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(401);
  const later = await startSignIn(team.url, person, thirdAddress);
  expect((await later.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(200);
});

test('a password alone gives no access, and a recovery code works once', async ({ team }) => {
  const person = await team.createMember();
  const { backupCodes } = await setUpTotp(person);
  const unfinished = await startSignIn(team.url, person, otherAddress);
  expect((await unfinished.get('/api/me')).status).toBe(401);
  expect((await unfinished.post('/api/auth/two-factor/disable', { password: person.password })).status).toBe(
    401,
  );
  const code = { code: backupCodes[0] };
  const entered = await unfinished.post('/api/auth/two-factor/verify-backup-code', code);
  expect(entered.status).toBe(200);
  expect((await createApi(team.url, { cookie: cookiesOf(entered) }).get('/api/me')).status).toBe(200);
  const again = await startSignIn(team.url, person, otherAddress);
  expect((await again.post('/api/auth/two-factor/verify-backup-code', code)).status).toBe(401);
});

test('an unfinished sign-in fails once the password is changed', async ({ team }) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await setUpTotp(person);
  const first = await startSignIn(team.url, person, clientAddress);
  const entered = await first.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
  const unfinished = await startSignIn(team.url, person, otherAddress);
  const changed = await createApi(team.url, { cookie: cookiesOf(entered) }).post(
    '/api/auth/change-password',
    {
      currentPassword: person.password,
      newPassword: 'another long password',
    },
  );
  expect(changed.status).toBe(200);
  expect(
    (await unfinished.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status,
  ).toBe(401);
});
