import * as z from 'zod';
import { auditEntry } from '@/db/model/account';
import { createApi } from '../../api';
import { cookiesOf } from '../../people';
import { codeOf, secretOf } from '../../totp';
import { expect, test } from '../security/office';

const enabled = z.looseObject({ totpURI: z.string(), backupCodes: z.array(z.string()).min(1) });
const entries = z.looseObject({ items: z.array(auditEntry) });

test('the audit tells the second factor that somebody sets up from a sign-in by one', async ({ office }) => {
  const { api, id, email, password } = await office.join();
  const { totpURI, backupCodes } = enabled.parse(
    (await api.post('/api/auth/two-factor/enable', { password })).body,
  );
  await api.post('/api/auth/two-factor/verify-totp', { code: codeOf(secretOf(totpURI)) });
  const half = await createApi(office.url).post('/api/auth/sign-in/email', { email, password });
  const step = createApi(office.url, { cookie: cookiesOf(half) });
  const recovery = { code: backupCodes[0] };
  expect((await step.post('/api/auth/two-factor/verify-backup-code', recovery)).status).toBe(200);
  const { items } = entries.parse((await office.admin.api.get('/api/audit?type=account')).body);
  const acts = items.filter(({ by }) => by.id === id).map(({ what }) => what);
  expect(acts.slice(0, 3)).toEqual(['signed-in-recovery-code', 'set-up-second-factor', 'signed-in']);
});
