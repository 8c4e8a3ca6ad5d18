import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { createApi } from '../../support/api';
import {
  adminEnv,
  createKey,
  createMember,
  findAccount,
  firstAdmin,
  setSession,
  signIn,
} from '../../support/people';
import { createAdminPage } from '../pages/admin-page';

test.use({
  seed: 'none',
  env: adminEnv,
  // Requests that are refused intentionally.
  expectedComplaints: /status of (403|412|422) .*\/api\/(accounts|invitations)/,
});

/** Opens the page of people as an administrator, with a viewer in the list. */
async function openWithBoris(page: Page, url: string) {
  const ada = await signIn(url, firstAdmin);
  const boris = await createMember(url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  await setSession(page, url, ada);
  const admin = createAdminPage(page);
  await admin.openPeople();
  return { ada, boris, admin };
}

test('an administrator invites a colleague with a link that is shown once and can be copied', async ({
  page,
  server,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const ada = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openPeople();

  await page.getByRole('button', { name: 'Invite' }).click();
  await admin.dialog.getByRole('textbox', { name: 'E-mail' }).fill('Boris@Example.org');
  await admin.choose('Role', 'Analyst');
  await admin.choose('Clearance', 'TLP:AMBER');
  await admin.dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await admin.link.inputValue();
  await admin.dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(admin.dialog.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
  await admin.dialog.getByRole('button', { name: 'Done' }).click();

  const open = admin.row('Pending invitations', 'boris@example.org');
  await expect(open).toContainText('Analyst');
  await expect(open).toContainText('TLP:AMBER');
  expect(await page.content()).not.toContain(new URL(url).hash);

  const token = new URL(url).hash.slice(1);
  const joined = await createApi(server.url).post('/api/auth/accept', {
    token,
    name: 'Boris',
    password: 'a long enough password',
  });
  expect(joined.status).toBe(200);
  await page.reload();
  await expect(admin.row('Accounts', 'Boris')).toContainText('Analyst');
  await expect(admin.row('Pending invitations', 'boris@example.org')).toHaveCount(0);
});

test('a refused change shows the reason at its field', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'admin', clearance: 'amber' });
  await setSession(page, server.url, boris);
  const admin = createAdminPage(page);
  await admin.openPeople();

  await page.getByRole('button', { name: 'Invite' }).click();
  const email = admin.dialog.getByRole('textbox', { name: 'E-mail' });
  await email.fill('no address');
  await email.press('Enter');
  await expect(email).toHaveAccessibleDescription(/Enter an e-mail address\./);
  await email.fill(boris.email);
  await email.press('Enter');
  await expect(email).toHaveAccessibleDescription(/This person already has an account\./);
  await email.fill('carla@example.org');
  await admin.choose('Clearance', 'TLP:RED');
  await email.press('Enter');
  await expect(admin.group('Clearance')).toHaveAccessibleDescription(/above your own clearance/);
  await admin.dialog.getByRole('button', { name: 'Cancel' }).click();

  // An administrator cannot change an account with a higher clearance.
  await page.getByRole('button', { name: `Change ${ada.name}` }).click();
  await admin.dialog.getByRole('textbox', { name: 'Name' }).fill('Somebody else');
  await admin.save();
  await expect(admin.dialog.getByRole('alert')).toHaveText(/above your own clearance/);
  expect((await findAccount(ada, firstAdmin.email)).name).toBe(ada.name);
});

test('the last administrator can neither lose their role nor be suspended', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  await createMember(server.url, ada, { name: 'Boris', role: 'analyst', clearance: 'red' });
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openPeople();

  await page.getByRole('button', { name: `Change ${ada.name}` }).click();
  await admin.choose('Role', 'Viewer');
  await admin.save();
  await expect(admin.group('Role')).toHaveAccessibleDescription(/needs at least one administrator/);
  await admin.choose('Role', 'Administrator');
  await admin.dialog.getByRole('checkbox', { name: 'Suspended' }).check();
  await admin.save();
  await expect(admin.group('Role')).toHaveAccessibleDescription(/needs at least one administrator/);
  expect(await findAccount(ada, firstAdmin.email)).toMatchObject({
    role: 'admin',
    isSuspended: false,
    version: 1,
  });
});

test('a concurrent change of an account is shown and not overwritten', async ({ page, server }) => {
  const { ada, boris, admin } = await openWithBoris(page, server.url);
  await page.getByRole('button', { name: 'Change Boris' }).click();
  await admin.choose('Role', 'Analyst');

  const { id, version } = await findAccount(ada, boris.email);
  const theirs = await ada.api.patch(`/api/accounts/${id}`, version, { clearance: 'amber' });
  expect(theirs.status).toBe(200);
  await admin.save();
  await expect(admin.dialog.getByRole('alert').first()).toContainText(
    /Somebody else has changed.*Boris.*Viewer.*TLP:AMBER/,
  );
  expect(await findAccount(ada, boris.email)).toMatchObject({ role: 'viewer', clearance: 'amber' });

  await admin.save();
  await expect(admin.dialog).toBeHidden();
  await expect(admin.row('Accounts', 'Boris')).toContainText('Analyst');
  expect(await findAccount(ada, boris.email)).toMatchObject({ role: 'analyst', clearance: 'amber' });
});

test('a suspended user is signed out immediately, and can sign in when it is lifted', async ({
  page,
  server,
}) => {
  const { boris, admin } = await openWithBoris(page, server.url);
  await page.getByRole('button', { name: 'Change Boris' }).click();
  await admin.dialog.getByRole('checkbox', { name: 'Suspended' }).check();
  await admin.save();
  await expect(admin.row('Accounts', 'Boris')).toContainText('Suspended');
  expect((await boris.api.get('/api/me')).status).toBe(401);

  await page.getByRole('button', { name: 'Change Boris' }).click();
  await admin.dialog.getByRole('checkbox', { name: 'Suspended' }).uncheck();
  await admin.save();
  await expect(admin.row('Accounts', 'Boris')).not.toContainText('Suspended');
  const again = await signIn(server.url, boris);
  expect((await again.api.get('/api/me')).status).toBe(200);
});

test('a password reset link works until it is withdrawn', async ({ page, server }) => {
  const { boris, admin } = await openWithBoris(page, server.url);
  await page.getByRole('button', { name: 'New password for Boris' }).click();
  await admin.dialog.getByRole('button', { name: 'Create link' }).click();
  const token = new URL(await admin.link.inputValue()).hash.slice(1);
  await admin.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(admin.row('Pending invitations', boris.email)).toContainText('Set a new password');

  const anonymous = createApi(server.url);
  expect((await anonymous.post('/api/auth/link', { token })).status).toBe(200);
  await page.getByRole('button', { name: `Withdraw the link for ${boris.email}` }).click();
  await expect(admin.row('Pending invitations', boris.email)).toHaveCount(0);
  expect((await anonymous.post('/api/auth/link', { token })).status).toBe(404);
  expect((await boris.api.get('/api/me')).status).toBe(200);
});

test('an administrator sees and revokes the keys of every user', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'analyst', clearance: 'amber' });
  const { key } = await createKey(boris, { name: 'Cable reader' });
  const program = createApi(server.url, { 'x-api-key': key });
  expect((await program.get('/api/me')).status).toBe(200);

  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openPeople();
  const row = admin.row('API keys', 'Cable reader');
  await expect(row).toContainText('Boris');
  await expect(row).toContainText(key.slice(0, 12));
  expect(await page.content()).not.toContain(key);
  await page.getByRole('button', { name: 'Revoke Cable reader' }).click();
  await admin.dialog.getByRole('button', { name: 'Revoke' }).click();
  // Elements behind an open dialog have no role, so the row is checked after the dialog has closed.
  await expect(admin.dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  expect((await program.get('/api/me')).status).toBe(401);
});

test('admin pages do not exist for viewers and analysts', async ({ server }) => {
  const ada = await signIn(server.url, firstAdmin);
  for (const role of ['viewer', 'analyst'] as const) {
    const boris = await createMember(server.url, ada, { name: `Boris the ${role}`, role, clearance: 'red' });
    for (const path of ['/admin/people', '/admin/audit', '/admin/audit?type=all']) {
      const { status, body } = await boris.api.get(path);
      const request = `${path} as ${role}`;
      expect(status, request).toBe(404);
      expect(String(body), request).not.toContain(firstAdmin.email);
      expect(String(body), request).not.toMatch(/<title>(People|Audit)/);
    }
  }
});

test('an administrator who becomes a viewer can no longer use an open admin page', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'admin', clearance: 'amber' });
  await setSession(page, server.url, boris);
  const admin = createAdminPage(page);
  await admin.openPeople();
  await page.getByRole('button', { name: 'Invite' }).click();
  await admin.dialog.getByRole('textbox', { name: 'E-mail' }).fill('carla@example.org');
  const { id, version } = await findAccount(ada, boris.email);
  expect((await ada.api.patch(`/api/accounts/${id}`, version, { role: 'viewer' })).status).toBe(200);
  await admin.dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(admin.dialog.getByRole('alert')).toHaveText('You are no longer an administrator.');
});
