import { expect, test } from '../../fixtures';
import {
  adminEnv,
  createKey,
  createMember,
  firstAdmin,
  type Person,
  setSession,
  signIn,
} from '../../support/people';
import { createAdminPage } from '../pages/admin-page';
import { expectToFit, findLookIssues } from '../pages/look';

test.use({
  seed: 'none',
  env: adminEnv,
  // A request that is refused intentionally.
  expectedComplaints: /status of 422 .*\/api\/invitations/,
});

async function createAccounts(url: string): Promise<Person> {
  const ada = await signIn(url, firstAdmin);
  await createMember(url, ada, {
    name: 'Konstantin Konstantinovich Rozhdestvensky',
    role: 'analyst',
    clearance: 'amber+strict',
  });
  await ada.api.post('/api/invitations', { email: 'carla@example.org', role: 'viewer', clearance: 'green' });
  await createKey(ada, { name: 'Cable reader' });
  return ada;
}

test('admin pages have no accessibility violations in any theme and width', async ({ openPage, server }) => {
  const ada = await createAccounts(server.url);
  const page = await openPage({ reducedMotion: 'reduce' });
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openAudit('all');
  expect(await findLookIssues(page), 'the audit').toEqual([]);
  await page.goto('/status');
  await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible();
  expect(await findLookIssues(page), 'the status').toEqual([]);
  await admin.openPeople();
  expect(await findLookIssues(page), 'the people').toEqual([]);
  await page.getByRole('button', { name: 'Invite' }).click();
  await admin.dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(admin.dialog.getByText('Enter an e-mail address.')).toBeVisible();
  expect(await findLookIssues(page), 'a dialog').toEqual([]);
  await admin.dialog.getByRole('textbox', { name: 'E-mail' }).fill('dina@example.org');
  await admin.dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(admin.link).toBeVisible();
  expect(await findLookIssues(page), 'a link').toEqual([]);
});

test('admin pages fit a phone in every language', async ({ openPage, server }) => {
  const page = await openPage({ viewport: { width: 360, height: 800 } });
  await setSession(page, server.url, await createAccounts(server.url));
  for (const locale of ['en', 'tr', 'ru']) {
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    for (const path of ['/admin/people', '/admin/audit?type=all', '/status']) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectToFit(page, `${path} in ${locale}`);
    }
  }
});
