import * as z from 'zod';
import { createApi } from '../../../support/api';
import { cookiesOf, type Person, requestSignIn } from '../../../support/people';
import { codeOf, nextCodeOf, secretOf, wrongCodeOf } from '../../../support/totp';
import { expect, test } from '../team';
import { behindTests, countOf, far, from, here, there, times } from './guessing';

test.use({ env: behindTests });

const setUp = z.looseObject({ totpURI: z.string(), backupCodes: z.array(z.string()).min(2) });

async function withSecondFactor(person: Person) {
  const enabled = await person.api.post('/api/auth/two-factor/enable', { password: person.password });
  const { totpURI, backupCodes } = setUp.parse(enabled.body);
  const secret = secretOf(totpURI);
  const confirmed = codeOf(secret);
  const { status } = await person.api.post('/api/auth/two-factor/verify-totp', { code: confirmed });
  expect(status).toBe(200);
  return { secret, backupCodes, confirmed };
}

/** The second step of a sign-in, from an address. */
async function secondStep(url: string, person: Person, address: string) {
  const first = await requestSignIn(url, person, from(address));
  expect(first).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  return createApi(url, { cookie: cookiesOf(first), ...from(address) });
}

// CVE-2024-45404: one-time codes could be tried without end.
test('codes cannot be tried without end, from whatever addresses and over however many sign-ins', async ({
  team,
}) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await withSecondFactor(person);
  const step = await secondStep(team.url, person, there);
  expect((await step.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status).toBe(
    200,
  );
  for (let n = 0; n < 12; n += 1) {
    const guess = await secondStep(team.url, person, `192.0.2.${n}`);
    const { status } = await guess.post('/api/auth/two-factor/verify-totp', { code: wrongCodeOf(secret) });
    expect([401, 429]).toContain(status);
  }
  const right = await secondStep(team.url, person, far);
  expect((await right.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status).toBe(
    429,
  );
  const byRecovery = { code: backupCodes[0] };
  expect((await right.post('/api/auth/two-factor/verify-backup-code', byRecovery)).status).toBe(429);
});

test('codes that are sent together get no further than those sent one by one', async ({ team }) => {
  const person = await team.createMember();
  const { secret } = await withSecondFactor(person);
  const steps = await times(30, (n) => secondStep(team.url, person, `192.0.2.${n}`));
  const answers = await Promise.all(
    steps.map((step) => step.post('/api/auth/two-factor/verify-totp', { code: wrongCodeOf(secret) })),
  );
  expect(countOf(answers, 401)).toBe(10);
  expect(countOf(answers, 429)).toBe(20);
});

test('a code lets in once, however many send it', async ({ team }) => {
  const person = await team.createMember();
  const { secret } = await withSecondFactor(person);
  const steps = await times(4, () => secondStep(team.url, person, there));
  const code = { code: nextCodeOf(secret) };
  const answers = await Promise.all(steps.map((step) => step.post('/api/auth/two-factor/verify-totp', code)));
  expect([countOf(answers, 200), countOf(answers, 401)]).toEqual([1, 3]);
  for (const answer of answers.filter(({ status }) => status === 401))
    expect((await createApi(team.url, { cookie: cookiesOf(answer) }).get('/api/me')).status).toBe(401);
});

test('a code lets in once after a restart too, and the code that confirmed the set-up never', async ({
  team,
  server,
}) => {
  const person = await team.createMember();
  const { secret, confirmed } = await withSecondFactor(person);
  const attempt = async (code: string) =>
    (await secondStep(team.url, person, there)).post('/api/auth/two-factor/verify-totp', { code });
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

test('an open session tells of no code whether it fits', async ({ team }) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await withSecondFactor(person);
  const step = await secondStep(team.url, person, there);
  const entered = await step.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
  const inside = createApi(team.url, { cookie: cookiesOf(entered), ...from(here) });
  expect((await inside.get('/api/me')).status).toBe(200);
  const right = { code: nextCodeOf(secret) };
  expect((await inside.post('/api/auth/two-factor/verify-totp', right)).status).toBe(401);
  const recovery = { code: backupCodes[1] };
  expect((await inside.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(401);
  const later = await secondStep(team.url, person, far);
  expect((await later.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(200);
});

test('the first step alone opens nothing, and a recovery code opens once', async ({ team }) => {
  const person = await team.createMember();
  const { backupCodes } = await withSecondFactor(person);
  const half = await secondStep(team.url, person, there);
  expect((await half.get('/api/me')).status).toBe(401);
  expect((await half.post('/api/auth/two-factor/disable', { password: person.password })).status).toBe(401);
  const code = { code: backupCodes[0] };
  const entered = await half.post('/api/auth/two-factor/verify-backup-code', code);
  expect(entered.status).toBe(200);
  expect((await createApi(team.url, { cookie: cookiesOf(entered) }).get('/api/me')).status).toBe(200);
  const again = await secondStep(team.url, person, there);
  expect((await again.post('/api/auth/two-factor/verify-backup-code', code)).status).toBe(401);
});

test('a second step that was begun with the old password leads nowhere once that is changed', async ({
  team,
}) => {
  const person = await team.createMember();
  const { secret, backupCodes } = await withSecondFactor(person);
  const own = await secondStep(team.url, person, here);
  const entered = await own.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
  const half = await secondStep(team.url, person, there);
  const changed = await createApi(team.url, { cookie: cookiesOf(entered) }).post(
    '/api/auth/change-password',
    {
      currentPassword: person.password,
      newPassword: 'another long password',
    },
  );
  expect(changed.status).toBe(200);
  expect((await half.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) })).status).toBe(
    401,
  );
});
