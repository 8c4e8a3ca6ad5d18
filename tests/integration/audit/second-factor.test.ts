import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { createApi } from '../../support/api';
import { cookiesOf, requestSignIn } from '../../support/people';
import { setUpTotp } from '../../support/totp';
import { expect, test } from '../security/team';

const entries = z.looseObject({ items: z.array(auditEntry) });

test('the audit distinguishes setting up a second factor from signing in with one', async ({ team }) => {
  const person = await team.createMember();
  const { backupCodes } = await setUpTotp(person);
  const unfinished = await requestSignIn(team.url, person);
  const step = createApi(team.url, { cookie: cookiesOf(unfinished) });
  const recovery = { code: backupCodes[0] };
  expect((await step.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(200);
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const acts = items.filter(({ by }) => by.id === person.id).map(({ what }) => what);
  expect(acts.slice(0, 3)).toEqual(['signed-in-recovery-code', 'set-up-second-factor', 'signed-in']);
});

test('a password without the second factor is not recorded as a sign-in of anybody', async ({ team }) => {
  const person = await team.createMember();
  await setUpTotp(person);
  const other = await team.createMember();
  const unfinished = await requestSignIn(team.url, person, { cookie: other.cookie });
  expect(unfinished).toMatchObject({ status: 200, body: { twoFactorRedirect: true } });
  const { items } = entries.parse((await team.admin.api.get('/api/audit?type=account')).body);
  const actsOf = (id: string) => items.filter(({ by }) => by.id === id).map(({ what }) => what);
  expect(actsOf(other.id)).toEqual(['signed-in', 'joined']);
  expect(actsOf(person.id)).toEqual(['set-up-second-factor', 'signed-in', 'joined']);
});
