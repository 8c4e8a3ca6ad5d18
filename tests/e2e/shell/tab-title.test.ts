import { expect, test } from '../../fixtures';
import { adminEnv, firstAdmin, setSession, signIn } from '../../support/people';
import { createAdminPage } from '../pages/admin-page';

declare global {
  var tabTitles: string[] | undefined;
}

test.use({ seed: 'none', env: adminEnv });

test('the tab keeps its title while pages reload and change', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  await page.addInitScript(() => {
    globalThis.tabTitles = [];
    new MutationObserver(() => {
      if (document.title !== globalThis.tabTitles?.at(-1)) globalThis.tabTitles?.push(document.title);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await setSession(page, server.url, ada);
  const admin = createAdminPage(page);
  await admin.openPeople();
  for (const name of ['anna', 'bela', 'carla', 'dina']) {
    await page.getByRole('button', { name: 'Invite' }).click();
    await admin.dialog.getByRole('textbox', { name: 'E-mail' }).fill(`${name}@example.org`);
    await admin.dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(admin.link).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(admin.row('Pending invitations', name)).toBeVisible();
  }
  for (const name of ['Audit', 'People', 'Audit', 'People']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Chancery' }).click();
  await expect(page).toHaveTitle('Board · Chancery');
  const titles = (await page.evaluate(() => globalThis.tabTitles)) ?? [];
  // Titles before that are from before the head was parsed.
  expect(titles.slice(titles.indexOf('People · Chancery'))).toEqual([
    'People · Chancery',
    'Audit · Chancery',
    'People · Chancery',
    'Audit · Chancery',
    'People · Chancery',
    'Board · Chancery',
  ]);
});
