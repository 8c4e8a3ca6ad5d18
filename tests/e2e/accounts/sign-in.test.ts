import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { adminEnv, firstAdmin } from '../../support/people';

test.use({ env: adminEnv, expectedComplaints: /status of (?:401|429|503)/ });

const wrong = 'Wrong e-mail or password.';

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a signed-out user returns to the requested page after signing in', async ({ page }) => {
  await page.goto('/?kind=threat');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, firstAdmin.email, firstAdmin.password);
  await expect(page).toHaveURL(/\/\?kind=threat$/);
  await expect(page.getByRole('button', { name: /^Signed in as ada/ })).toBeVisible();
  // A signed-in user skips the sign-in page.
  await page.goto('/sign-in?next=%2Faccount');
  await expect(page).toHaveURL(/\/account$/);
});

// Other addresses that lead to the board are tested in unit/local-path.test.ts.
test('signing in never leads to another site, but to the board', async ({ page, server }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent('/\\example.org')}`);
  await signIn(page, firstAdmin.email, firstAdmin.password);
  await expect(page).toHaveURL(`${server.url}/`);
});

test('a wrong password and an unknown address get the same message, and the address stays', async ({
  page,
}) => {
  await page.goto('/sign-in');
  for (const email of [firstAdmin.email, 'nobody@example.org', 'no address']) {
    await signIn(page, email, 'not the password');
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(wrong);
    await expect(page.getByLabel('E-mail address')).toHaveValue(email);
    await expect(page.getByLabel('Password')).toHaveValue('');
    await expect(page.getByLabel('Password')).toBeFocused();
  }
});

test('after ten wrong passwords the form says how long to wait, and accepts the right password', async ({
  page,
  api,
}) => {
  await page.goto('/sign-in');
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await api.post('/api/auth/sign-in/email', { email: firstAdmin.email, password: `wrong ${attempt}` });
  }
  await signIn(page, firstAdmin.email, 'wrong once more');
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/15 minutes/);
  // The right password is only slowed down.
  await signIn(page, firstAdmin.email, firstAdmin.password);
  await expect(page).toHaveURL('/');
});

readOnlyTest('an unavailable server is reported, and the address stays', async ({ page }) => {
  await page.goto('/sign-in');
  await page.route('**/api/auth/**', (route) => route.fulfill({ status: 503, body: '' }));
  await signIn(page, firstAdmin.email, firstAdmin.password);
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/does not answer/);
  await expect(page.getByLabel('E-mail address')).toHaveValue(firstAdmin.email);
});

readOnlyTest('a form sent before scripts run does not put the password into the URL', async ({ api }) => {
  const { body } = await api.get('/sign-in');
  const forms = String(body).match(/<form\b[^>]*>/g);
  expect(forms).toHaveLength(1);
  expect(forms?.[0]).toMatch(/ method="post"/i);
  expect(forms?.[0]).toMatch(/ inert=""/);
});

test('a user signs in and out with the keyboard only, and password managers recognise the fields', async ({
  page,
}) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('autocomplete', 'username');
  await expect(page.getByLabel('Password')).toHaveAttribute('autocomplete', 'current-password');
  await expect(page.getByLabel('E-mail address')).toBeFocused();
  await page.keyboard.type(firstAdmin.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(firstAdmin.password);
  await page.keyboard.press('Enter');
  // Signing out needs scripts, which run by then.
  await page.locator('header [data-live="live"]').waitFor();
  const menu = page.getByRole('button', { name: /^Signed in as/ });
  await menu.focus();
  await page.keyboard.press('Enter');
  const out = page.getByRole('button', { name: 'Sign out' });
  await expect(out).toBeVisible();
  await out.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in$/);
});
