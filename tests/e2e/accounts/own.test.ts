import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { createApi } from '../../support/api';
import { databaseOf, withDatabase } from '../../support/database';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { codeOf, nextCodeOf } from '../../support/totp';

test.use({ env: adminEnv, expectedComplaints: /status of 401/ });

function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

async function openAccount(page: Page): Promise<void> {
  await page.goto('/account');
  await page.locator('form:not([inert])').first().waitFor();
}

async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a user sees their role and clearance, and what the marking means', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const vera = await createMember(server.url, ada, { name: 'Vera', role: 'viewer', clearance: 'amber' });
  await setSession(page, server.url, vera);
  await openAccount(page);
  const rights = section(page, 'Your access');
  await expect(rights).toContainText('Vera');
  await expect(rights).toContainText(vera.email);
  await expect(rights).toContainText('Viewer');
  await expect(rights).toContainText('TLP:AMBER');
  await expect(rights).toContainText('Only within the organisation and its clients');
});

test('a new password ends every other session', async ({ page, server }) => {
  const elsewhere = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await openAccount(page);
  const part = section(page, 'Password');
  await part.getByLabel('Current password').fill('not the password');
  await part.getByLabel('New password').fill('short');
  await part.getByLabel('Repeat password').fill('other');
  await part.getByRole('button', { name: 'Change password' }).click();
  await expect(part.getByText('Choose a password of at least 12 characters.')).toBeVisible();
  await expect(part.getByText('The passwords do not match')).toBeVisible();

  const newPassword = 'quite another long one';
  await part.getByLabel('New password').fill(newPassword);
  await part.getByLabel('Repeat password').fill(newPassword);
  await part.getByRole('button', { name: 'Change password' }).click();
  await expect(part.getByRole('alert').filter({ hasText: 'Wrong password' })).toBeVisible();
  expect((await elsewhere.api.get('/api/me')).status).toBe(200);

  await part.getByLabel('Current password').fill(firstAdmin.password);
  await part.getByLabel('New password').fill(newPassword);
  await part.getByLabel('Repeat password').fill(newPassword);
  await part.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('All other sessions have ended')).toBeVisible();
  expect((await elsewhere.api.get('/api/me')).status).toBe(401);
  await openAccount(page);
  await expect(section(page, 'Active sessions').getByRole('listitem')).toHaveCount(1);
});

test('two-step verification requires a code after the password, and a recovery code works once', async ({
  page,
  server,
}) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await openAccount(page);
  const part = section(page, 'Two-step verification');
  await part.getByRole('button', { name: 'Turn on' }).click();
  await part.getByLabel('Current password').fill('not the password');
  await part.getByRole('button', { name: 'Turn on' }).click();
  await expect(part.getByRole('alert')).toContainText('Wrong password');
  await part.getByLabel('Current password').fill(firstAdmin.password);
  await part.getByRole('button', { name: 'Turn on' }).click();
  await expect(part.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await part.locator('code').textContent()) ?? '';
  const uri = (await part.getByRole('link', { name: /Open in an app/ }).getAttribute('href')) ?? '';
  expect(new URL(uri).searchParams.get('secret')).toBe(secret.replaceAll(' ', ''));
  await part.getByLabel('Six-digit code').fill('000000');
  await part.getByRole('button', { name: 'Confirm' }).click();
  await expect(part.getByRole('alert')).toContainText('Wrong code');
  await part.getByLabel('Six-digit code').fill(codeOf(secret));
  await part.getByRole('button', { name: 'Confirm' }).click();
  const codeItems = part.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codeItems.first()).toBeVisible();
  const codes = await codeItems.allTextContents();
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await part.getByRole('button', { name: 'I have saved them' }).click();
  await expect(part.getByText('On', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/sign-in?next=%2Faccount');
  await fillSignIn(page, firstAdmin.email, firstAdmin.password);
  await expect(page.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in/);

  await fillSignIn(page, firstAdmin.email, firstAdmin.password);
  await page.getByLabel('Six-digit code').fill('000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Wrong code');
  await expect(page.getByLabel('Six-digit code')).toHaveValue('');
  await page.getByLabel('Six-digit code').fill(nextCodeOf(secret));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/account$/);

  for (const isFirst of [true, false]) {
    await page.context().clearCookies();
    await page.goto('/sign-in?next=%2Faccount');
    await fillSignIn(page, firstAdmin.email, firstAdmin.password);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (isFirst) await expect(page).toHaveURL(/\/account$/);
    else await expect(page.getByRole('main').getByRole('alert')).toContainText('Wrong code');
  }
});

test('the password turns two-step verification off and replaces recovery codes', async ({ page, server }) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await openAccount(page);
  const part = section(page, 'Two-step verification');
  const codes = part.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await part.getByRole('button', { name: 'Turn on' }).click();
  await part.getByLabel('Current password').fill(firstAdmin.password);
  await part.getByRole('button', { name: 'Turn on' }).click();
  const secret = (await part.locator('code').textContent()) ?? '';
  await part.getByLabel('Six-digit code').fill(codeOf(secret));
  await part.getByRole('button', { name: 'Confirm' }).click();
  await expect(codes.first()).toBeVisible();
  const before = await codes.allTextContents();
  await part.getByRole('button', { name: 'I have saved them' }).click();

  await part.getByRole('button', { name: 'Create new recovery codes' }).click();
  await part.getByLabel('Current password').fill(firstAdmin.password);
  await part.getByRole('button', { name: 'Create new recovery codes' }).click();
  await expect(codes.first()).toBeVisible();
  expect(await codes.allTextContents()).not.toEqual(before);
  await part.getByRole('button', { name: 'I have saved them' }).click();

  await part.getByRole('button', { name: 'Turn off' }).click();
  await part.getByLabel('Current password').fill(firstAdmin.password);
  await part.getByRole('button', { name: 'Turn off' }).click();
  await expect(part.getByText('Off', { exact: true })).toBeVisible();
});

test('a passkey signs in without a password until it is removed', async ({ page, server }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await openAccount(page);
  const part = section(page, 'Passkeys');
  await part.getByLabel('Name of the passkey').fill('Duty laptop');
  await part.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(part.getByRole('listitem').filter({ hasText: 'Duty laptop' })).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);

  await part.getByRole('button', { name: 'Remove Duty laptop' }).click();
  await expect(part.getByText('No passkeys')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Not accepted');
});

test('adding a passkey requires a sign-in within the last day', async ({ page, server }) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await openAccount(page);
  const part = section(page, 'Passkeys');
  const button = part.getByRole('button', { name: 'Add a passkey' });
  await expect(button).toBeVisible();
  const setSessionAge = (millis: number) =>
    withDatabase(databaseOf(server.dataDir), (db) =>
      db.prepare('update sessions set created_at = ?').run(Date.now() - millis),
    );
  const hint = 'To add a passkey, sign out and sign in again: your session must be less than 24 hours old.';
  setSessionAge(86_400_000);
  await openAccount(page);
  await expect(part.getByText(hint)).toBeVisible();
  await expect(button).toHaveCount(0);
  setSessionAge(86_400_000 - 600_000);
  await openAccount(page);
  await expect(button).toBeVisible();
  await expect(part.getByText(hint)).toHaveCount(0);
});

test('a user ends one of their sessions from another, and all at once', async ({ page, server }) => {
  const elsewhere = await signIn(server.url, firstAdmin);
  const here = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, here);
  await openAccount(page);
  const part = section(page, 'Active sessions');
  await expect(part.getByRole('listitem')).toHaveCount(2);
  await expect(part.getByRole('listitem').filter({ hasText: 'this session' })).toHaveCount(1);
  await part.getByRole('listitem').filter({ hasNotText: 'this session' }).getByRole('button').click();
  await expect(part.getByRole('listitem')).toHaveCount(1);
  expect((await elsewhere.api.get('/api/me')).status).toBe(401);
  expect((await here.api.get('/api/me')).status).toBe(200);

  await part.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await here.api.get('/api/me')).status).toBe(401);
});

test('a key is shown once, has the chosen rights, and is refused once revoked', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const anna = await createMember(server.url, ada, { name: 'Anna', role: 'analyst', clearance: 'amber' });
  await setSession(page, server.url, anna);
  await openAccount(page);
  const part = section(page, 'API keys');
  await expect(part.getByLabel('Highest marking').locator('option')).toHaveText([
    /^TLP:CLEAR/,
    /^TLP:GREEN/,
    /^TLP:AMBER /,
  ]);
  await part.getByLabel('Days until it expires').fill('400');
  await part.getByRole('button', { name: 'Create key' }).click();
  await expect(part.getByText('Enter a name.')).toBeVisible();
  await expect(part.getByText('Enter a number of days from 1 to 366.')).toBeVisible();
  await part.getByLabel('Name of the key').fill('Embassy wall');
  await part.getByLabel('Days until it expires').fill('30');
  await part.getByLabel('Highest marking').selectOption('green');
  await part.getByLabel('Also read TLP:RED records that name me').check();
  await part.getByRole('button', { name: 'Create key' }).click();
  await expect(part.getByRole('heading', { name: 'API key “Embassy wall”' })).toBeVisible();
  const key = (await part.locator('code', { hasText: /^chancery_.{20,}[^…]$/ }).textContent()) ?? '';
  const program = createApi(server.url);
  expect((await program.get('/api/me', { 'x-api-key': key })).body).toMatchObject({
    kind: 'key',
    role: 'viewer',
    clearance: 'green',
  });
  await part.getByRole('button', { name: 'I have saved it' }).click();
  await openAccount(page);
  await expect(page.getByRole('main')).not.toContainText(key);
  await expect(part.getByRole('listitem')).toContainText('Read, TLP:RED by name');
  await setSession(page, server.url, ada);
  await page.goto('/admin/people');
  await expect(page.getByRole('list', { name: 'API keys' })).toContainText('Read, TLP:RED by name');
  await page.goto('/admin/audit');
  await expect(page.getByRole('listitem').filter({ hasText: 'Created an API key' })).toContainText(
    'AccessRead, TLP:RED by name',
  );
  await setSession(page, server.url, anna);
  await openAccount(page);
  await part.getByRole('button', { name: 'Revoke Embassy wall' }).click();
  await expect(part.getByText('No API keys')).toBeVisible();
  expect((await program.get('/api/me', { 'x-api-key': key })).status).toBe(401);
});

test('the header shows that there are no accounts yet', async ({ startServer, page }) => {
  const fresh = await startServer({ seed: 'none' });
  await page.goto(fresh.url);
  await page.getByRole('button', { name: 'No accounts yet' }).click();
  await expect(page.getByText('anyone at this computer acts as an administrator')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toHaveCount(0);
  await page.goto(`${fresh.url}/account`);
  await expect(page.getByRole('main')).toContainText('There are no accounts yet.');
});
