import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { createApi } from '../../support/api';
import { cookiesOf, requestSignIn } from '../../support/people';
import { codeOf, secretOf } from '../../support/totp';
import { expect, test } from '../security/team';

const enabled = z.looseObject({ totpURI: z.string(), backupCodes: z.array(z.string()).min(1) });
const entries = z.looseObject({ items: z.array(auditEntry) });

test('the audit distinguishes setting up a second factor from signing in with one', async ({ team }) => {
  const { api, id, email, password } = await team.createMember();
  const { totpURI, backupCodes } = enabled.parse(
    (await api.post('/api/auth/two-factor/enable', { password })).body,
  );
  await api.post('/api/auth/two-factor/verify-totp', { code: codeOf(secretOf(totpURI)) });
  const half = await createApi(team.url).post('/api/auth/sign-in/email', { email, password });
  const step = createApi(team.url, { cookie: cookiesOf(half) });
  const recovery = { code: backupCodes[0] };
  expect((await step.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(200);
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const acts = items.filter(({ by }) => by.id === id).map(({ what }) => what);
  expect(acts.slice(0, 3)).toEqual(['signed-in-recovery-code', 'set-up-second-factor', 'signed-in']);
});

test('a password without the second factor is not recorded as a sign-in of anybody', async ({ team }) => {
  const person = await team.createMember();
  const { totpURI } = enabled.parse(
    (await person.api.post('/api/auth/two-factor/enable', { password: person.password })).body,
  );
  await person.api.post('/api/auth/two-factor/verify-totp', { code: codeOf(secretOf(totpURI)) });
  const other = await team.createMember();
  const half = await requestSignIn(team.url, person, { cookie: other.cookie });
  expect(half).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const actsOf = (id: string) => items.filter(({ by }) => by.id === id).map(({ what }) => what);
  expect(actsOf(other.id)).toEqual(['signed-in', 'joined']);
  expect(actsOf(person.id)).toEqual(['set-up-second-factor', 'signed-in', 'joined']);
});
