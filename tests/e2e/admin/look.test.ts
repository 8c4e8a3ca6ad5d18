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
import { barriers, isTooWide, looks } from '../pages/look';

test.use({
  seed: 'none',
  env: adminEnv,
  // What is refused on purpose.
  expectedComplaints: /status of 422 .*\/api\/invitations/,
});

async function fill(url: string): Promise<Person> {
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

for (const look of looks) {
  const { theme, width } = look;
  test(`nothing bars an administrator, in the ${theme} theme, ${width} pixels wide`, async ({
    openPage,
    server,
  }) => {
    const ada = await fill(server.url);
    const page = await openPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    await page.context().addCookies([{ name: 'theme', value: theme, url: server.url }]);
    await setSession(page, server.url, ada);
    const admin = createAdminPage(page);
    await admin.openAudit('all');
    expect(await barriers(page, look), 'the audit').toEqual([]);
    expect(await isTooWide(page), 'the audit').toBe(false);
    await page.goto('/status');
    await expect(page.getByRole('heading', { level: 1, name: 'Status' })).toBeVisible();
    expect(await barriers(page, look), 'the status').toEqual([]);
    expect(await isTooWide(page), 'the status').toBe(false);
    await admin.openPeople();
    expect(await barriers(page, look), 'the people').toEqual([]);
    expect(await isTooWide(page), 'the people').toBe(false);
    await page.getByRole('button', { name: 'Invite' }).click();
    await admin.dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(admin.dialog.getByText('Enter an e-mail address.')).toBeVisible();
    expect(await barriers(page, look), 'a dialog').toEqual([]);
    await admin.dialog.getByRole('textbox', { name: 'E-mail' }).fill('dina@example.org');
    await admin.dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(admin.link).toBeVisible();
    expect(await barriers(page, look), 'a link').toEqual([]);
  });
}

for (const locale of ['en', 'tr', 'ru'] as const) {
  test(`no word of ${locale} breaks the pages of administrators on a phone`, async ({ openPage, server }) => {
    const ada = await fill(server.url);
    const page = await openPage({ viewport: { width: 360, height: 800 } });
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    await setSession(page, server.url, ada);
    for (const path of ['/admin/people', '/admin/audit?type=all', '/status']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await isTooWide(page), path).toBe(false);
    }
  });
}
