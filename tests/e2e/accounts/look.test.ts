import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { adminEnv, firstAdmin, invite, setSession, signIn } from '../../support/people';
import { findLookIssues } from '../pages/look';

test.use({ env: adminEnv, expectedComplaints: /status of (?:401|404)/ });

async function openForm(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('form:not([inert])').first().waitFor();
}

test('account pages have no accessibility violations in any theme and width', async ({
  openPage,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const link = await invite(ada, 'vera@example.org', { role: 'viewer', clearance: 'green' });
  const page = await openPage({ reducedMotion: 'reduce' });
  await openForm(page, '/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/Enter your e-mail/);
  expect(await findLookIssues(page), 'sign-in').toEqual([]);

  await openForm(page, link);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  expect(await findLookIssues(page), 'join').toEqual([]);

  await setSession(page, server.url, ada);
  await openForm(page, '/account');
  await page.getByLabel('Name of the key').fill('Embassy wall');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('heading', { name: /^API key “/ })).toBeVisible();
  await page.getByRole('button', { name: 'Turn on' }).click();
  const factor = page.getByRole('region', { name: 'Two-step verification' });
  await factor.getByLabel('Current password').fill(firstAdmin.password);
  await factor.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect(await findLookIssues(page), 'account').toEqual([]);

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
  expect(await findLookIssues(page), 'menu').toEqual([]);
});

test('account pages are translated to every language', async ({ openPage, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  for (const [locale, { signIn: title, missingLink, account, menu }] of Object.entries({
    en: {
      signIn: 'Sign in',
      missingLink: 'The link is missing',
      account: 'Your account',
      menu: /^Signed in as/,
    },
    tr: { signIn: 'Oturum aç', missingLink: 'Bağlantı eksik', account: 'Hesabınız', menu: /oturum açıldı$/ },
    ru: { signIn: 'Вход', missingLink: 'Нет ссылки', account: 'Ваша учётная запись', menu: /^Вы вошли как/ },
  })) {
    const page = await openPage();
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    const heading = page.getByRole('heading', { level: 1 });
    // A missing message is shown as its key.
    const key = /\b(?:access|account|shell|words|common)\.\w+/;
    await page.goto('/sign-in');
    await expect(heading).toHaveText(title);
    await expect(page.getByRole('main'), locale).not.toContainText(key);
    await page.goto('/join');
    await expect(heading).toHaveText(missingLink);
    await setSession(page, server.url, ada);
    await page.goto('/account');
    await expect(heading).toHaveText(account);
    await expect(page.getByRole('main'), locale).not.toContainText(key);
    await expect(page.getByRole('button', { name: menu })).toBeVisible();
  }
});
