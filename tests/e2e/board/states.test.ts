import { expect, readOnlyTest, test } from '../../fixtures';
import { lapsedDraft, log, logMany, pastDraft, threatDraft, writeMany } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.describe('a board without records', () => {
  test.use({ seed: 'none' });

  test('says that nothing is logged, later the time of the last record, and shows no alarm colour', async ({
    page,
    api,
  }) => {
    const board = createBoardPage(page);
    await board.open();
    await expect(board.heading).toHaveText('0 missions under threat now');
    await expect(board.threats).toContainText(
      'No mission is under threat in records you may read (up to RED).',
    );
    await expect(page.getByText('No events yet.')).toBeVisible();
    await expect(page).toHaveTitle('Board · Chancery');

    await log(api, pastDraft(1));
    await board.open();
    await expect(board.threats).toContainText(/Last record \d\d:\d\d\./);
    const alarms = await page.evaluate(() => {
      const probe = document.createElement('i');
      probe.style.color = 'var(--alarm)';
      document.body.append(probe);
      const alarm = getComputedStyle(probe).color;
      probe.remove();
      return [...document.body.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        return [style.color, style.backgroundColor, style.borderInlineStartColor].includes(alarm);
      }).length;
    });
    expect(alarms).toBe(0);
  });

  test('loads a long list while scrolling, and renders only rows in view', async ({ page, server }) => {
    test.slow();
    await writeMany(server, 300);
    const board = createBoardPage(page);
    await board.open();
    const end = page.getByText(/^300 events in records/);
    await expect(async () => {
      await board.scrollFeed(4_000);
      await expect(end).toBeInViewport({ timeout: 250 });
    }).toPass();
    await expect(board.row('Stones thrown at a consulate, report 1')).toBeVisible();
    expect(await board.rows.count()).toBeLessThan(60);

    await board.rows.last().getByRole('link').focus();
    await page.keyboard.press('Home');
    await expect(board.row('Stones thrown at a consulate, report 300')).toBeInViewport();
  });

  test('moves through a long list with the keyboard', async ({ page, api }) => {
    await logMany(api, 60);
    const board = createBoardPage(page);
    await board.open();
    await page.keyboard.press('j');
    for (let step = 0; step < 35; step += 1) await page.keyboard.press('ArrowDown');
    const reached = board.title('Stones thrown at a consulate, report 25');
    await expect(reached).toBeFocused();
    await expect(reached).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(board.title('Stones thrown at a consulate, report 60')).toBeFocused();
    // The first End reaches the last loaded row, the next one rows loaded since.
    await page.keyboard.press('End');
    await expect(page.getByText(/^60 events in records/)).toBeVisible();
    await page.keyboard.press('End');
    await expect(board.title('Stones thrown at a consulate, report 1')).toBeFocused();
  });
});

test.describe('a board left while the server fails', () => {
  test.use({ expectedComplaints: /500/ });

  test('sends no more requests', async ({ page, api }) => {
    const board = createBoardPage(page);
    await page.clock.install();
    await board.open();
    let release = () => {};
    const isLeft = new Promise<void>((resolve) => {
      release = resolve;
    });
    let requests = 0;
    await page.route('**/api/board*', async (route) => {
      requests += 1;
      await isLeft;
      await route.fulfill({ status: 500, body: '' });
    });
    await log(api, pastDraft(1));
    await expect(board.title(/report 1$/)).toBeVisible();
    // Figures that frames do not contain are fetched some seconds later.
    await page.clock.runFor(6_000);
    await expect.poll(() => requests).toBe(1);
    await page.getByRole('button', { name: 'No accounts yet' }).click();
    await page.getByRole('link', { name: 'Deleted records' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deleted records');
    const failed = page.waitForResponse('**/api/board*');
    release();
    await failed;
    // Once this returns, earlier requests and responses have taken effect.
    const settled = () => page.evaluate(async () => (await fetch('/api/healthz')).ok);
    expect(await settled()).toBe(true);
    await page.clock.runFor(60_000);
    expect(await settled()).toBe(true);
    expect(requests).toBe(1);
  });
});

test('the example is removed in one action on every open board', async ({ page, openPage }) => {
  const board = createBoardPage(page);
  const other = createBoardPage(await openPage());
  await board.open();
  await other.open();
  await page.getByRole('button', { name: 'Remove the example' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove the example?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(board.rows).toHaveCount(4);

  await page.getByRole('button', { name: 'Remove the example' }).click();
  await dialog.getByRole('button', { name: 'Remove the example' }).click();
  for (const { rows, heading, page: each } of [board, other]) {
    await expect(rows).toHaveCount(0);
    await expect(heading).toHaveText('0 missions under threat now');
    await expect(each.getByText('examples, drawn from')).toHaveCount(0);
  }
  await expect(createBoardPage(page).heading).toBeFocused();
});

test('a near end is shown with its time of day, and a future event as ahead', async ({ page, api }) => {
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const board = createBoardPage(page);
  await log(api, threatDraft({ country: 'FR', threat: { validUntil: inHours(3) } }));
  await log(api, threatDraft({ country: 'DE', threat: { validUntil: inHours(72) } }));
  await log(api, threatDraft({ country: 'IT', threat: { validUntil: inHours(30).slice(0, 10) } }));
  await log(api, threatDraft({ country: 'ES', at: inHours(0.66) }));
  await board.open();
  await expect(board.entryOf('France').filter({ visible: true })).toContainText(
    /until (\d+ \w+, )?\d\d:\d\d/,
  );
  await expect(board.entryOf('Germany').filter({ visible: true })).toContainText(
    /until \d+ \w+( \d{4})?(?!,)/,
  );
  await expect(board.entryOf('Italy').filter({ visible: true })).toContainText(/until \d+ \w+( \d{4})?(?!,)/);
  await expect(board.entryOf('Spain').filter({ visible: true })).toContainText(/in 3\d min/);
});

test('lapsed threats beyond the threats are shown on request', async ({ page, api }) => {
  for (let number = 1; number <= 51; number += 1) await log(api, lapsedDraft(number));
  const board = createBoardPage(page);
  await board.open();
  const lapsed = board.threats.getByRole('list', { name: 'Lapsed threats' }).getByRole('listitem');
  await board.threats.getByRole('button', { name: /more lapsed$/ }).click();
  await expect(lapsed).toHaveCount(50);
  await board.threats.getByRole('link', { name: 'All lapsed threats' }).click();
  await expect(page).toHaveURL(/\?status=lapsed$/);
  await expect(board.row('A caller named a day that has passed, report 51')).toBeVisible();
});

readOnlyTest(
  'screen readers get the feed, its size and its rows, and the help returns the focus',
  async ({ page }) => {
    const board = createBoardPage(page);
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const openAndCloseHelp = async () => {
      await page.keyboard.press('?');
      await expect(help).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(help).toHaveCount(0);
    };
    await board.open();
    await expect(board.feed).toHaveAttribute('aria-busy', 'false');
    await expect(board.rows.first()).toHaveAttribute('aria-posinset', '1');
    await expect(board.rows.first()).toHaveAttribute('aria-setsize', '4');
    await expect(board.row(/ISKP threat/)).toBeVisible();
    await openAndCloseHelp();
    await expect(page.locator('main:focus, main :focus')).toHaveCount(1);
    const row = board.rows.first().getByRole('link');
    await row.focus();
    await openAndCloseHelp();
    await expect(row).toBeFocused();
  },
);
