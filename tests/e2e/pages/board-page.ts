import { expect, type Page } from '@playwright/test';

/** Page object of the board, with elements found by role and name. */
export function createBoardPage(page: Page) {
  const threats = page.getByRole('region', { name: /under threat now/ });
  const feed = page.getByRole('feed');
  const filters = page.getByRole('region', { name: 'Filters' });
  const liveWord = page.locator('header [data-live]');
  return {
    page,
    threats,
    feed,
    filters,
    /** The connection state in the header: Live, Reconnecting or Stale. */
    liveWord,
    /** The bar with the state of the data while the board is not live. */
    bar: page.getByRole('status').filter({ hasText: /\S/ }),
    heading: threats.getByRole('heading', { level: 1 }),
    entries: threats.getByRole('listitem'),
    rows: feed.getByRole('article'),
    newButton: page.getByRole('button', { name: /^\d+ new$/ }),
    /** The same, also where it names new threats. */
    arrivals: page.getByRole('button', { name: /\bnew\b/ }),
    search: page.getByRole('searchbox', { name: 'Search title, place, actor, source' }),
    record: page.getByRole('dialog', { name: /^Record / }),
    /** The entry of a country's mission. */
    entryOf: (country: string) =>
      threats
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { level: 2 }).filter({ hasText: country }) }),
    row: (title: string | RegExp) => feed.getByRole('article', { name: title, exact: true }),
    title: (title: string | RegExp) => feed.getByRole('link', { name: title, exact: true }),
    /** The flag of a targeted country in the line of filters. */
    flag: (country: string) => filters.getByRole('button', { name: new RegExp(`^${country}, \\d`) }),
    /** A filter in the open menu. */
    facet: (name: string | RegExp) => filters.getByRole('checkbox', { name }),
    /** Opens a menu of the line of filters by its button. */
    async openMenu(name: string | RegExp) {
      await filters.getByRole('button', { name }).click();
    },
    /** Opens the board, and waits until it is live. */
    async open(search = '') {
      await page.goto(`/${search}`);
      await page.locator('header [data-live="live"]').waitFor();
    },
    /** Kills the server and waits until the board is stale; install the page's clock before it is opened. */
    async makeStale(server: { kill(): Promise<unknown> }) {
      await server.kill();
      await expect(liveWord).toHaveText('Reconnecting');
      await page.clock.fastForward('00:40');
      await expect(liveWord).toHaveText('Stale');
    },
    /** Scrolls the feed, in the column or on the page that scrolls it. */
    async scrollFeed(pixels: number) {
      await feed.hover();
      await page.mouse.wheel(0, pixels);
    },
    /** Simulates an active reader, which clears the badges of new rows. */
    async moveMouse() {
      await page.mouse.move(200, 200);
      await page.mouse.move(210, 205);
    },
  };
}
