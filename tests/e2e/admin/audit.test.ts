import { expect, test } from '../../fixtures';
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
import { log, threatDraft } from '../pages/board-events';

test.use({ seed: 'none', env: adminEnv });

test('the audit lists who changed what, newest first, with the values before and after', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  const { id, version } = await findAccount(ada, boris.email);
  const changed = await ada.api.patch(`/api/accounts/${id}`, version, {
    role: 'analyst',
    clearance: 'amber',
  });
  expect(changed.status).toBe(200);
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openAudit();

  await expect(admin.entries.nth(0)).toHaveText(
    /ada.*Changed rights: Boris.*Role.*Viewer → Analyst.*Clearance.*TLP:GREEN → TLP:AMBER/s,
  );
  await expect(admin.entries.nth(1)).toHaveText(/Boris.*Signed in.*From address/s);
  await expect(admin.entries.nth(2)).toHaveText(/Boris.*Joined/s);
  await expect(admin.entries.nth(3)).toHaveText(/ada.*Invited.*boris@example\.org/s);
});

test('the audit is in the reader’s language', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, ada);
  for (const [locale, words] of [
    ['tr', 'Oturum açtı'],
    ['ru', 'Вход'],
  ] as const) {
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    await page.goto('/admin/audit');
    await expect(page.getByRole('main')).toContainText(words);
    await expect(page.getByRole('main')).not.toContainText(/signed|Signed/);
  }
});

test('the audit hides the reference and reason of records that an administrator may not see', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'admin', clearance: 'red' });
  const canary = 'Canary of the red record';
  const seen = await log(ada.api, threatDraft({ tlp: 'amber' }));
  const red = await log(ada.api, threatDraft({ tlp: 'red', title: canary }));
  await setSession(page, server.url, boris);
  const admin = createAdminPage(page);
  await admin.openAudit('all');

  await expect(admin.entries.nth(0)).toHaveText(/ada.*Logged: hidden record$/s);
  await expect(admin.entries.nth(1)).toContainText(seen.ref);
  await expect(page.getByRole('link', { name: seen.ref })).toHaveAttribute('href', `/events/${seen.ref}`);
  const bytes = await page.content();
  for (const hidden of [red.ref, red.id, canary]) expect(bytes).not.toContain(hidden);

  await page.getByRole('link', { name: 'Accounts and access' }).click();
  await expect(page.getByText('hidden record')).toHaveCount(0);
});

test('older entries are on further pages, down to the first', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  for (let number = 0; number < 55; number += 1) {
    const { id } = await createKey(ada, { name: `Key ${number}` });
    expect((await ada.api.call('DELETE', `/api/keys/${id}`)).status).toBe(204);
  }
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openAudit();
  await expect(admin.entries).toHaveCount(100);
  await expect(admin.entries.first()).toContainText('Revoked an API key: Key 54');
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(admin.entries.last()).toContainText('Joined');
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Newest' }).click();
  // Reading the audit adds an entry.
  await expect(admin.entries.filter({ hasText: 'Revoked an API key: Key 54' })).toHaveCount(1);
});

test('the audit is filtered by person, action and day, and the URL contains the filter', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'analyst', clearance: 'green' });
  await log(boris.api, threatDraft({ tlp: 'clear' }));
  await log(ada.api, threatDraft({ tlp: 'clear' }));
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openAudit();
  const filter = page.getByRole('form', { name: 'Filter the audit' });
  await filter.getByLabel('Who').selectOption('Boris');
  await filter.getByLabel('What').selectOption('Logged');
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/by=[0-9a-f-]{36}&what=logged/);
  await expect(admin.entries).toHaveCount(1);
  await expect(admin.entries).toHaveText(/Boris.*Logged: THR-/s);
  await filter.getByLabel('To').fill('2020-01-01');
  await filter.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('No entries')).toBeVisible();
  await expect(filter.getByLabel('Who')).toHaveValue(boris.id);
  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(admin.entries.filter({ hasText: 'Signed in' }).first()).toBeVisible();
});

test('administrators open the status page from their navigation', async ({ page, server }) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await page.goto('/admin/audit');
  await page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name: 'Status' })
    .click();
  await expect(page).toHaveURL(/\/status$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByRole('status')).toHaveText('Everything works.');
  for (const text of ['Version', process.versions.node, 'No schedule is set', 'free of'])
    await expect(main).toContainText(text);
});
