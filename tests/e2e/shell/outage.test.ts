import { expect, processTest as test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

test.use({
  expectedComplaints: /WebSocket connection to .* failed|net::ERR_|ChunkLoad/,
});

const crashed = 'This page could not be shown';

test('without its server a board opens records, help and the form, and logs once it is back', async ({
  page,
  server,
}) => {
  const board = createBoardPage(page);
  await board.open();
  await page.locator('html[data-lazy="loaded"]').waitFor();
  await server.kill();
  await expect(board.liveWord).toHaveText('Reconnecting');
  await expect(page).toHaveTitle(/^Not live: .+ · Chancery$/);

  await board.title(/Russian embassy/).click();
  await expect(board.record.getByRole('heading', { level: 2 })).toContainText('Russian embassy');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Log threat' }).click();
  const form = createEventForm(page);
  await expect(form.picker).toBeFocused();
  await expect(page).toHaveURL(/\/events\/new\/threat$/);
  await expect(page.getByRole('status').filter({ hasText: 'The server does not answer' })).toBeVisible();
  await form.pick('norway', /^Norway/);
  await form.title.fill('A caller named the embassy of Norway');
  await page.getByRole('radio', { name: 'Severe' }).check({ force: true });
  await form.country.fill('pakistan');
  await page.getByRole('option', { name: 'Pakistan' }).click();
  await form.save();
  await expect(form.unreachable).toBeVisible();
  await expect(form.draftKept).toBeVisible();

  await server.restart();
  await expect(page.getByText('The server answers again.')).toBeVisible();
  await form.save();
  await expect(board.record.getByRole('heading', { level: 2 })).toContainText('embassy of Norway');
  await expect(board.liveWord).toHaveText('Live');
  await expect(page).toHaveTitle(/^\(\d+\) under threat · Chancery$/);
  await expect(page.getByText(crashed)).toHaveCount(0);
});

test('a component that fails to load leaves the board usable, and loads later', async ({ page, server }) => {
  // Without idle time nothing is preloaded.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  const board = createBoardPage(page);
  await board.open();
  await server.kill();
  await expect(board.liveWord).toHaveText('Reconnecting');
  await board.title(/Russian embassy/).click();
  const failed = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await expect(failed).toBeVisible();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed).toBeVisible();
  await expect(board.rows.first()).toBeVisible();

  await server.restart();
  await expect(board.record.getByRole('heading', { level: 2 })).toContainText('Russian embassy');
  await expect(failed).toHaveCount(0);
  await expect(board.liveWord).toHaveText('Live');
});

test('a page requested while the server is away opens when it is back', async ({ page, server }) => {
  const board = createBoardPage(page);
  await board.open('?event=INC-2022-0001');
  await page.locator('html[data-lazy="loaded"]').waitFor();
  await server.kill();
  await expect(board.liveWord).toHaveText('Reconnecting');
  await board.record.getByRole('link', { name: 'Open page' }).click();
  await expect(page.getByText('The page opens as soon as it does.')).toBeVisible();
  await expect(board.rows.first()).toBeVisible();
  await server.restart();
  await expect(page).toHaveURL(/\/events\/INC-2022-0001$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Russian embassy');
});
