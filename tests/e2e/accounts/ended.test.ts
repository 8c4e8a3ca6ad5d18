import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { adminEnv, createMember, findAccount, firstAdmin, setSession, signIn } from '../../support/people';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

test.use({ env: adminEnv, expectedComplaints: /status of 401|WebSocket|net::ERR_/ });

async function signInAgain(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(firstAdmin.email);
  await page.getByLabel('Password').fill(firstAdmin.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('an unfinished form is restored after the session ended and the user signed in again', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, ada);
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Half written');
  await form.summary.fill('A caller named the road.');
  await expect(form.draftKept).toBeVisible();
  expect((await ada.api.call('DELETE', '/api/sessions')).status).toBe(204);

  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fevents%2Fnew%2Fthreat$/);
  await signInAgain(page);
  await expect(page).toHaveURL(/\/events\/new\/threat$/);
  await expect(form.restored).toBeVisible();
  await expect(form.title).toHaveValue('Half written');
  await expect(form.summary).toHaveValue('A caller named the road.');
  await form.title.press('Control+Enter');
  await expect(page).toHaveURL(/event=THR/);
});

test('a form that the browser cannot store stays open when the session ends', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, ada);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
  });
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Not stored');
  await ada.api.call('DELETE', '/api/sessions');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
    'this browser cannot keep what you typed',
  );
  await expect(form.title).toHaveValue('Not stored');

  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await form.title.press('Control+Enter');
  await expect(page).toHaveURL(/event=THR/);
});

test('an open board leads to the sign-in page when its session ends, and stops reconnecting', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  await setSession(page, server.url, ada);
  const board = createBoardPage(page);
  await board.open('?kind=threat');
  await ada.api.call('DELETE', '/api/sessions');
  await expect(page).toHaveURL(/\/sign-in\?next=%2F%3Fkind%3Dthreat$/);
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await signInAgain(page);
  await expect(page).toHaveURL(/\/\?kind=threat$/);
  await expect(board.liveWord).toHaveText('Live');
  expect(sockets).toHaveLength(1);
});

test('a board that reconnects after its session has ended leads to the sign-in page', async ({
  page,
  server,
}) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  const board = createBoardPage(page);
  await board.open();
  await server.stop();
  await expect(board.liveWord).not.toHaveText('Live');
  await page.context().clearCookies();
  await server.restart();
  await expect(page).toHaveURL(/\/sign-in\?next=%2F$/);
});

test('a link followed after the session has ended leads to its page after signing in', async ({
  page,
  server,
}) => {
  await setSession(page, server.url, await signIn(server.url, firstAdmin));
  await page.goto('/account');
  await page.locator('form:not([inert])').first().waitFor();
  await page.context().clearCookies();
  await page
    .getByRole('link', { name: /Log threat/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fevents%2Fnew%2Fthreat$/);
  await signInAgain(page);
  await expect(page).toHaveURL(/\/events\/new\/threat$/);
});

test('a viewer is offered no actions that change records', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const threat = await log(ada.api, threatDraft({ title: 'Seen by all' }));
  const vera = await createMember(server.url, ada, { name: 'Vera', role: 'viewer', clearance: 'amber' });
  await setSession(page, server.url, vera);
  const board = createBoardPage(page);
  await board.open(`?event=${threat.ref}`);
  await expect(board.record).toContainText('Seen by all');
  await expect(board.record.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^Log (threat|incident)/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove the examples' })).toHaveCount(0);
  await page.keyboard.press('n');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/event=THR/);

  await page.goto(`/events/${threat.ref}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seen by all');
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  for (const path of [`/events/${threat.ref}/edit`, '/events/new/threat', '/events/new/incident']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your role is read-only');
  }
});

test('the buttons of an open board disappear when the user’s role no longer allows them', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const anna = await createMember(server.url, ada, { name: 'Anna', role: 'analyst', clearance: 'amber' });
  await setSession(page, server.url, anna);
  const board = createBoardPage(page);
  await board.open();
  await expect(page.getByRole('link', { name: /^Log threat/ }).first()).toBeVisible();
  const { id, version } = await findAccount(ada, anna.email);
  const rights = { role: 'viewer', clearance: 'green' };
  const changed = await ada.api.patch(`/api/accounts/${id}`, version, rights);
  expect(changed.status).toBe(200);
  await expect(page.getByRole('link', { name: /^Log threat/ })).toHaveCount(0);
  await expect(board.liveWord).toHaveText('Live');
});
