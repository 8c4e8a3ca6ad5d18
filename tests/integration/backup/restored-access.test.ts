import { join as pathOf } from 'node:path';
import { createApi } from '../../support/api';
import {
  adminEnv,
  cookiesOf,
  createKey,
  createMember,
  firstAdmin,
  invite,
  linkIn,
  requestSignIn,
  signIn,
  tokenOf,
} from '../../support/people';
import { nextCodeOf, setUpTotp } from '../../support/totp';
import { expect, test } from './backup-test';

test.use({ env: adminEnv });

test('a restore invalidates sessions, unfinished sign-ins and links; passwords and keys keep working', async ({
  server,
  folder,
  command,
}) => {
  const { url } = server;
  const ada = await signIn(url, firstAdmin);
  const boris = await createMember(url, ada, { name: 'Boris', role: 'analyst', clearance: 'amber' });
  const rights = { role: 'viewer', clearance: 'clear' } as const;
  const used = tokenOf(await invite(ada, 'carla@example.org', rights));
  const open = [
    tokenOf(await invite(ada, 'dina@example.org', rights)),
    tokenOf(linkIn(await ada.api.post(`/api/accounts/${boris.id}/reset`, undefined))),
  ];
  const { key } = await createKey(boris);
  const { secret } = await setUpTotp(boris);
  const unfinished = [await requestSignIn(url, boris), await requestSignIn(url, boris)].map((step) =>
    createApi(url, { cookie: cookiesOf(step) }),
  );
  const finish = (attempt = unfinished[0]) =>
    attempt?.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(secret) });
  const accept = (token: string) =>
    createApi(url).post('/api/auth/accept', { token, name: 'Somebody', password: 'a long enough password' });
  const sessions = [ada, await signIn(url, firstAdmin)];

  const file = pathOf(folder, 'saved.db');
  expect((await command('backup', server.dataDir, file).ended).code).toBe(0);
  expect((await sessions[1]?.api.post('/api/auth/sign-out', {}))?.status).toBe(200);
  expect((await accept(used)).status).toBe(200);
  expect((await finish())?.status).toBe(200);
  await server.stop();
  expect((await command('restore', server.dataDir, file).ended).code).toBe(0);
  await server.restart();

  for (const { api } of sessions) expect((await api.get('/api/me')).status).toBe(401);
  for (const attempt of unfinished) expect((await finish(attempt))?.status).toBe(401);
  for (const token of [used, ...open]) {
    expect((await createApi(url).post('/api/auth/link', { token })).status).toBe(404);
    expect((await accept(token)).status).toBe(422);
  }
  expect((await signIn(url, firstAdmin)).id).toBe(ada.id);
  expect((await requestSignIn(url, boris)).body).toMatchObject({ twoFactorRedirect: true });
  expect((await createApi(url, { 'x-api-key': key }).get('/api/me')).status).toBe(200);
});
