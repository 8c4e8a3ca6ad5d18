import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { adminEnv, firstAdmin, setSession, signIn } from '../../support/people';
import { log, logMany, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { expectToFit, findViolations } from '../pages/look';

const line = 'SYSTEM HIGH: UP TO RESTRICTED <b> for official use of the ministry only';

test.use({ env: { BANNER: line }, expectedComplaints: /status of 404 .*\/no\/such/ });

const bannersOf = (page: Page) =>
  page.getByRole('region', { name: /^Marking at the/ }).filter({ hasText: line });

/** The vertical positions of the fixed banner and the header below it. */
async function positionsOf(page: Page): Promise<(number | undefined)[]> {
  const parts = [bannersOf(page).first(), page.getByRole('banner')];
  return Promise.all(parts.map(async (part) => (await part.boundingBox())?.y));
}

const widths = [360, 1440];

test('the banner is at the top and bottom of every page and print', async ({ page, api }) => {
  const { ref } = await log(api, threatDraft());
  await logMany(api, 20);
  const board = createBoardPage(page);
  await board.open();
  for (const width of widths) {
    const look = `${width} pixels wide`;
    await page.setViewportSize({ width, height: 800 });
    await expect(bannersOf(page), look).toHaveCount(2);
    expect(await findViolations(page), look).toEqual([]);
    const before = await positionsOf(page);
    expect(before[0], look).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('End');
    await expect(board.rows.last()).toBeInViewport({ ratio: 1 });
    await expect(bannersOf(page).first(), look).toBeInViewport({ ratio: 1 });
    expect(await positionsOf(page), look).toEqual(before);
  }

  for (const path of [
    `/events/${ref}`,
    `/events/${ref}/edit`,
    '/events/new/incident',
    '/account',
    '/no/such',
  ]) {
    await page.goto(path);
    for (const width of widths) {
      const look = `${path}, ${width} pixels wide`;
      await page.setViewportSize({ width, height: 800 });
      await expect(bannersOf(page), look).toHaveCount(2);
      await expect(bannersOf(page).first(), look).toBeInViewport({ ratio: 1 });
      await expectToFit(page, look);
    }
  }
  await page.goto(`/events/${ref}`);
  await page.emulateMedia({ media: 'print' });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const banner of await bannersOf(page).all()) {
      await expect(banner, `${width} pixels wide`).toBeVisible();
      // Fixed elements are printed on every sheet.
      await expect(banner, `${width} pixels wide`).toHaveCSS('position', 'fixed');
    }
  }
});

test.describe('with accounts', () => {
  test.use({ env: { ...adminEnv, BANNER: line } });

  test('the banner is on sign-in pages, and an open record does not cover it', async ({
    openPage,
    server,
  }) => {
    const page = await openPage({ viewport: { width: 360, height: 740 } });
    for (const path of ['/sign-in', '/join']) {
      await page.goto(path);
      await expect(bannersOf(page), path).toHaveCount(2);
      await expect(bannersOf(page).last(), path).toBeInViewport({ ratio: 1 });
    }
    await setSession(page, server.url, await signIn(server.url, firstAdmin));
    const board = createBoardPage(page);
    await board.open();
    await board.title(/ISKP threat/).click();
    const head = await page.locator('[data-banner=head]').boundingBox();
    const panel = await board.record.boundingBox();
    expect(panel?.y).toBe((head?.y ?? 0) + (head?.height ?? 0));
  });
});
