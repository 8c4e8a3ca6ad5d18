import type { Page } from '@playwright/test';

const probe = '/icon.svg?is-intercepted';
const isProbe = (url: URL) => url.href.endsWith(probe);

/**
 * Has `page.route` return once the open document obeys it. Chromium confirms a route before that: about one request in a
 * hundred that a document sent at once reached the server, and no listener of the page was told of it.
 */
export function waitForRoutes(page: Page): void {
  const { route, unroute } = page;
  page.route = async (...args) => {
    const registration = await route.apply(page, args);
    if (!page.url().startsWith('http')) return registration;
    await route.call(page, isProbe, (intercepted) => intercepted.fulfill({ status: 204 }));
    await page.waitForFunction(async (url) => {
      const answer = await fetch(url, { cache: 'no-store' }).catch(() => null);
      return answer?.status === 204;
    }, probe);
    await unroute.call(page, isProbe);
    return registration;
  };
}
