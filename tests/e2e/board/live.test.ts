import { eventList } from '@/server/events/list-events';
import { expect, readOnlyTest, test } from '../../fixtures';
import { attackDraft, lapse, log, logMany, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.describe('an empty board', () => {
  test.use({ seed: 'none' });

  test('shows a threat logged elsewhere on every open board without a reload', async ({ api, openPage }) => {
    const [one, other] = [createBoardPage(await openPage()), createBoardPage(await openPage())];
    await one.open();
    await other.open();
    await expect(one.heading).toHaveText('0 missions under threat now');

    await log(api, threatDraft());
    for (const board of [one, other]) {
      await expect(board.heading).toHaveText('1 mission under threat now');
      await expect(board.entryOf('Russia')).toContainText('Embassy, Kabul');
      await expect(board.entryOf('Russia')).toContainText('Extreme');
      await expect(board.row(/Vehicle bomb/)).toContainText('Current threat');
      await expect(board.page).toHaveTitle('(1) under threat · Chancery');
    }
  });

  test('puts a mission under attack first and shows the state of its people', async ({ page, api }) => {
    const board = createBoardPage(page);
    await board.open();
    await log(api, threatDraft());
    await log(api, attackDraft());
    await expect(board.entries.first()).toContainText('Pakistan');
    await expect(board.entries.first()).toContainText('Under attack');
    await expect(board.entries.first()).toContainText('1 wounded');
    await expect(board.entries.first()).toContainText('not all accounted for');
    await expect(board.threats).toContainText('1 under attack');
  });

  test('shows an entry for each target of one threat, under each other', async ({ page, api }) => {
    await log(api, {
      ...threatDraft({ title: 'Three embassies named' }),
      targets: [
        { country: 'IN', type: 'embassy' },
        { country: 'CN', type: 'embassy' },
        { country: 'IR', type: 'embassy' },
      ],
    });
    const board = createBoardPage(page);
    await board.open();
    await expect(board.heading).toHaveText('3 missions under threat now');
    await expect(board.entries).toHaveText([/^China.*Three embassies named/, /^India/, /^Iran/]);
  });

  test('removes a mission that is out of danger, and keeps the others of the threat', async ({
    page,
    api,
  }) => {
    const logged = await log(api, {
      ...threatDraft(),
      targets: [
        { country: 'IN', type: 'embassy' },
        { country: 'CN', type: 'embassy' },
      ],
    });
    const board = createBoardPage(page);
    await board.open();
    await expect(board.heading).toHaveText('2 missions under threat now');
    const targets = [
      { country: 'IN', type: 'embassy', outcome: 'unfounded' },
      { country: 'CN', type: 'embassy' },
    ];
    expect((await api.patch(`/api/events/${logged.id}`, logged.version, { targets })).status).toBe(200);
    await expect(board.heading).toHaveText('1 mission under threat now');
    await expect(board.entryOf('India')).toHaveCount(0);
    await expect(board.entryOf('China').filter({ visible: true })).toHaveCount(1);
  });

  test('marks arrivals as new until the reader is active', async ({ page, api }) => {
    const board = createBoardPage(page);
    await board.open();
    await log(api, threatDraft());
    const badge = board.row(/Vehicle bomb/).getByText('New', { exact: true });
    await expect(badge).toBeVisible();
    await expect(board.entryOf('Russia').filter({ visible: true })).toContainText('New');
    await expect(async () => {
      await board.moveMouse();
      await expect(badge).toHaveCount(0, { timeout: 1500 });
    }).toPass();
    await expect(board.entryOf('Russia').filter({ visible: true })).not.toContainText('New');
  });

  test('shows many concurrent arrivals in order, marked as new', async ({ page, api }) => {
    const board = createBoardPage(page);
    await board.open();
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all([
      ...numbers.map((number) => log(api, pastDraft(number))),
      log(api, threatDraft()),
      log(api, threatDraft({ country: 'CN' })),
    ]);
    await expect(board.rows).toHaveCount(22);
    await expect(board.rows.getByText('New', { exact: true })).toHaveCount(22);
    await expect(board.heading).toHaveText('2 missions under threat now');
    const { items } = eventList.parse((await api.get('/api/events?sort=latest')).body);
    await expect(board.rows.getByRole('heading', { level: 3 }).getByRole('link')).toHaveText(
      items.map(({ title }) => title),
    );
  });

  test('keeps the focus on its row while many rows arrive above it', async ({ page, api }) => {
    await logMany(api, 30);
    const board = createBoardPage(page);
    await board.open();
    await page.keyboard.press('j');
    const focused = board.title('Stones thrown at a consulate, report 30');
    await expect(focused).toBeFocused();
    await Promise.all(Array.from({ length: 40 }, (_, index) => log(api, pastDraft(31 + index))));
    await expect(board.row('Stones thrown at a consulate, report 30')).toHaveAttribute('aria-posinset', '41');
    await expect(focused).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(board.feed.locator('article:focus-within')).toHaveAttribute('aria-posinset', '40');
  });

  test('announces a new threat to screen readers, but no event that threatens nobody', async ({
    page,
    api,
  }) => {
    const board = createBoardPage(page);
    await board.open();
    const announcement = page.locator('[aria-live="polite"].sr-only');
    await log(api, pastDraft(1));
    await expect(board.row('Stones thrown at a consulate, report 1')).toBeVisible();
    await expect(announcement).toBeEmpty();
    await log(api, threatDraft());
    await expect(announcement).toHaveText(
      'Under threat: Russia. Vehicle bomb said to be prepared for the embassy road',
    );
  });

  test('shows a lapsed threat in grey until it is dismissed, also to later visitors', async ({
    page,
    api,
    openPage,
  }) => {
    const board = createBoardPage(page);
    await board.open();
    const logged = await log(api, threatDraft());
    await expect(board.heading).toHaveText('1 mission under threat now');
    await lapse(api, logged);
    const lapsed = board.threats.getByRole('list', { name: 'Lapsed threats' });
    await expect(lapsed).toContainText(/Lapsed \d\d:\d\d/);
    await expect(board.heading).toHaveText('0 missions under threat now');

    const later = createBoardPage(await openPage());
    await later.open();
    await expect(later.threats.getByRole('list', { name: 'Lapsed threats' })).toContainText('Vehicle bomb');

    await lapsed.getByRole('button', { name: 'Dismiss for me: the lapsed threat against Russia' }).click();
    await expect(lapsed).toHaveCount(0);
    await board.open();
    await expect(board.heading).toHaveText('0 missions under threat now');
    await expect(lapsed).toHaveCount(0);
  });

  test('shows a lapsed threat as current again once it is extended from its card', async ({ page, api }) => {
    const board = createBoardPage(page);
    await board.open();
    await lapse(api, await log(api, threatDraft()));
    await board.threats.getByRole('link', { name: 'Extend the threat against Russia' }).click();
    const dialog = page.getByRole('dialog', { name: 'Extend the threat' });
    await dialog.getByRole('button', { name: '7 days' }).click();
    await dialog.getByRole('button', { name: 'Extend' }).click();
    await expect(dialog).toBeHidden();
    await board.open();
    await expect(board.heading).toHaveText('1 mission under threat now');
    await expect(board.entryOf('Russia')).toContainText('Moderate');
  });

  test('holds back arrivals while the reader is further down, and shows them on request', async ({
    page,
    api,
  }) => {
    await logMany(api, 30);
    const board = createBoardPage(page);
    await board.open();
    await board.title('Stones thrown at a consulate, report 20').scrollIntoViewIfNeeded();
    // At once: a wheel scrolls some time later, and the place below would be that before it.
    await page.locator('.feed-scroller').evaluate((element) => element.scrollBy(0, 400));
    const rowInView = board.row('Stones thrown at a consulate, report 16');
    const before = await rowInView.boundingBox();
    for (const number of [31, 32, 33]) await log(api, pastDraft(number));
    await expect(board.newButton).toHaveText('3 new');
    await expect(board.row('Stones thrown at a consulate, report 33')).toHaveCount(0);
    expect(await rowInView.boundingBox()).toEqual(before);
    const red = await board.threats.evaluate((element) => {
      element.style.outlineColor = 'var(--alarm)';
      return getComputedStyle(element).outlineColor;
    });
    await expect(board.arrivals).not.toHaveCSS('background-color', red);
    await log(api, threatDraft({ country: 'JP' }));
    await expect(board.arrivals).toHaveText('1 new threat: Japan, extreme · 3 new');
    await expect(board.arrivals).toHaveCSS('background-color', red);

    await board.arrivals.click();
    await expect(board.rows.first()).toContainText('Vehicle bomb');
    await expect(board.rows.nth(1)).toContainText('report 33');
    await expect(board.rows.first()).toBeInViewport();
    await expect(board.arrivals).toHaveCount(0);
    await expect(board.title(/Vehicle bomb/)).toBeFocused();
  });
});

test('the alarm sounds for real threats once it is turned on, and never for exercises', async ({
  page,
  api,
}) => {
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      document.documentElement.dataset.notes = String(
        Number(document.documentElement.dataset.notes ?? 0) + 1,
      );
      start.call(this, when);
    };
  });
  const board = createBoardPage(page);
  const root = page.locator('html');
  await board.open();
  await log(api, threatDraft({ title: 'While muted' }));
  await expect(board.row('While muted')).toBeVisible();
  await expect(root).not.toHaveAttribute('data-notes');

  await page.getByRole('button', { name: 'Sound off' }).click();
  await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
  await expect(root).toHaveAttribute('data-notes', '2');
  await log(api, threatDraft({ title: 'A drill', handling: 'exercise', country: 'DE' }));
  await expect(board.row('EXERCISE A drill')).toBeVisible();
  await expect(root).toHaveAttribute('data-notes', '2');
  await log(api, threatDraft({ title: 'For real', country: 'FR' }));
  await expect(board.row('For real')).toBeVisible();
  await expect(root).toHaveAttribute('data-notes', '4');
});

readOnlyTest('a click on the hint turns the sound on', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('chancery.sound', 'on');
    // Like a browser that plays no sound before a user gesture.
    let isAllowed = false;
    document.addEventListener(
      'pointerdown',
      () => {
        isAllowed = true;
      },
      { capture: true },
    );
    const resume = AudioContext.prototype.resume;
    AudioContext.prototype.resume = function () {
      return isAllowed ? resume.call(this) : new Promise(() => {});
    };
    const Sounding = AudioContext;
    window.AudioContext = class extends Sounding {
      constructor() {
        super();
        void this.suspend();
      }
    };
  });
  const board = createBoardPage(page);
  await board.open();
  await page.getByRole('button', { name: 'Click anywhere to turn on sound' }).click();
  const on = page.getByRole('button', { name: 'Sound on' });
  await expect(on).toBeVisible();
  await on.click();
  await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
});

test.describe('when scripts cannot be loaded', () => {
  test.use({ seed: 'none', expectedComplaints: /net::ERR_FAILED|ChunkLoadError|Failed to load/ });

  test('many arrivals show in a list that scrolls to its end', async ({ page, api }) => {
    await logMany(api, 30);
    const board = createBoardPage(page);
    // Only what the page itself names: scripts loaded later, when needed or while idle, fail from the start.
    const html = String((await api.get('/')).body);
    await page.route(/_next\/static\/chunks/, (route) =>
      html.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
    );
    const refused = page.waitForEvent('requestfailed');
    await board.open();
    await refused;
    await Promise.all(Array.from({ length: 40 }, (_, index) => log(api, pastDraft(31 + index))));
    await expect(board.rows.first()).toHaveAttribute('aria-setsize', '70');
    await expect(async () => {
      await board.scrollFeed(2_000);
      await expect(board.row('Stones thrown at a consulate, report 1')).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });
});
