import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { adminEnv, firstAdmin, invite, setSession, signIn } from '../../support/people';
import { barriers, isTooWide, looks } from '../pages/look';

test.use({ env: adminEnv, expectedComplaints: /status of (?:401|404)/ });

async function ready(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('form:not([inert])').first().waitFor();
}

for (const look of looks) {
  const { theme, width } = look;
  test(`nothing bars whoever signs in, joins or looks after his account, in the ${theme} theme, ${width} pixels wide`, async ({
    openPage,
    server,
  }) => {
    const ada = await signIn(server.url, firstAdmin);
    const link = await invite(ada, 'vera@example.org', { role: 'viewer', clearance: 'green' });
    const page = await openPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    await page.context().addCookies([{ name: 'theme', value: theme, url: server.url }]);
    await ready(page, '/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(/Enter your e-mail/);
    expect(await barriers(page, look), 'sign-in').toEqual([]);
    expect(await isTooWide(page), 'sign-in').toBe(false);

    await ready(page, link);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByText('Enter a name.')).toBeVisible();
    expect(await barriers(page, look), 'join').toEqual([]);
    expect(await isTooWide(page), 'join').toBe(false);

    await setSession(page, server.url, ada);
    await ready(page, '/account');
    await page.getByLabel('Name of the key').fill('Embassy wall');
    await page.getByRole('button', { name: 'Create key' }).click();
    await expect(page.getByRole('heading', { name: /^API key “/ })).toBeVisible();
    await page.getByRole('button', { name: 'Turn on' }).click();
    const factor = page.getByRole('region', { name: 'Two-step verification' });
    await factor.getByLabel('Current password').fill(firstAdmin.password);
    await factor.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    expect(await barriers(page, look), 'account').toEqual([]);
    expect(await isTooWide(page), 'account').toBe(false);

    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
    expect(await barriers(page, look), 'menu').toEqual([]);
  });
}

for (const [locale, { signIn: title, again, account, menu }] of Object.entries({
  en: { signIn: 'Sign in', again: 'The link is missing', account: 'Your account', menu: /^Signed in as/ },
  tr: { signIn: 'Oturum aç', again: 'Bağlantı eksik', account: 'Hesabınız', menu: /oturum açıldı$/ },
  ru: { signIn: 'Вход', again: 'Нет ссылки', account: 'Ваша учётная запись', menu: /^Вы вошли как/ },
})) {
  test(`the pages of accounts speak ${locale}`, async ({ openPage, server }) => {
    const page = await openPage();
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    const heading = page.getByRole('heading', { level: 1 });
    // A missing message is drawn as its key.
    const key = /\b(?:access|account|shell|words|common)\.\w+/;
    await page.goto('/sign-in');
    await expect(heading).toHaveText(title);
    await expect(page.getByRole('main')).not.toContainText(key);
    await page.goto('/join');
    await expect(heading).toHaveText(again);
    await setSession(page, server.url, await signIn(server.url, firstAdmin));
    await page.goto('/account');
    await expect(heading).toHaveText(account);
    await expect(page.getByRole('main')).not.toContainText(key);
    await expect(page.getByRole('button', { name: menu })).toBeVisible();
  });
}
