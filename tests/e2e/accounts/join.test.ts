import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { createApi } from '../../support/api';
import { adminEnv, createMember, firstAdmin, invite, linkIn, signIn, tokenOf } from '../../support/people';

test.use({ expectedComplaints: /status of (?:401|404|422)/ });

const rights = { role: 'viewer', clearance: 'green' } as const;
const invalidLink = 'This link no longer works';

async function fillPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('Repeat password').fill(password);
}

test('the link printed at the first start creates the first account, once', async ({ page, server }) => {
  const link = /\S+\/join#\S+/.exec(server.log())?.[0] ?? '';
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Set up Chancery' })).toBeVisible();
  // Neither the address bar nor the history contains the secret.
  expect(page.url()).toBe(`${server.url}/join`);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(tokenOf(link));

  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('Ada Attaché');
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByLabel('New password').fill('a word and three more');
  await page.getByLabel('Repeat password').fill('another');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('The passwords do not match')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada Attaché');
  await fillPassword(page, 'a word and three more');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(`${server.url}/`);
  await page.getByRole('button', { name: 'Signed in as Ada Attaché' }).click();
  await expect(page.getByRole('link', { name: 'People' })).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('heading', { name: invalidLink })).toBeVisible();
});

test.describe('with a link from an administrator', () => {
  test.use({ env: adminEnv });

  test('a new user joins with the e-mail address of the invitation, and the link works once', async ({
    page,
    server,
  }) => {
    const link = await invite(await signIn(server.url, firstAdmin), 'vera@example.org', rights);
    await page.goto(link);
    const address = page.getByLabel('E-mail address');
    await expect(address).toHaveValue('vera@example.org');
    await expect(address).not.toBeEditable();
    await page.getByLabel('Name', { exact: true }).fill('Vera');
    await fillPassword(page, 'Counterstrike');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByText('this one is too common or repetitive')).toBeVisible();
    await expect(page.getByLabel('New password')).toBeFocused();
    await fillPassword(page, 'the password of Vera');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page).toHaveURL(`${server.url}/`);
    await expect(page.getByRole('button', { name: 'Signed in as Vera' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Log threat' })).toHaveCount(0);

    await page.goto(link);
    await expect(page.getByRole('heading', { name: invalidLink })).toBeVisible();
  });

  test('a link that somebody else used while the form is open is refused', async ({ page, server }) => {
    const link = await invite(await signIn(server.url, firstAdmin), 'vera@example.org', rights);
    await page.goto(link);
    await page.getByLabel('Name', { exact: true }).fill('Vera');
    await fillPassword(page, 'the password of Vera');
    const body = { token: tokenOf(link), name: 'Faster', password: 'somebody was faster' };
    expect((await createApi(server.url).post('/api/auth/accept', body)).status).toBe(200);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page.getByRole('heading', { name: invalidLink })).toBeVisible();
  });

  test('a reset link sets a new password and ends every session', async ({ page, server }) => {
    const ada = await signIn(server.url, firstAdmin);
    const vera = await createMember(server.url, ada, { name: 'Vera', ...rights });
    await page.goto(linkIn(await ada.api.post(`/api/accounts/${vera.id}/reset`, undefined)));
    await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0);
    await fillPassword(page, 'an altogether new one');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
    expect((await vera.api.get('/api/me')).status).toBe(401);
  });

  test('the sign-in page has the e-mail address when signing in after joining fails', async ({
    page,
    server,
  }) => {
    const link = await invite(await signIn(server.url, firstAdmin), 'vera+one@example.org', rights);
    const body = '{"type":"urn:chancery:problem:unauthenticated","code":"wrong-credentials"}';
    await page.route('**/api/auth/sign-in/email', (route) => route.fulfill({ status: 401, body }));
    await page.goto(link);
    await page.getByLabel('Name', { exact: true }).fill('Vera');
    await fillPassword(page, 'the password of Vera');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(page).toHaveURL(`${server.url}/sign-in`);
    await expect(page.getByLabel('E-mail address')).toHaveValue('vera+one@example.org');
    await expect(page.getByLabel('Password')).toBeFocused();
  });

  readOnlyTest('a truncated or forged link is refused', async ({ page }) => {
    await page.goto('/join');
    await expect(page.getByRole('heading', { name: 'The link is missing' })).toBeVisible();
    await page.goto('/join#link_made-up');
    await expect(page.getByRole('heading', { name: invalidLink })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
  });
});
