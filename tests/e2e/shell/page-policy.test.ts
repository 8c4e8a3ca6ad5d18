import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { adminEnv } from '../../support/people';
import { createBoardPage } from '../pages/board-page';

declare global {
  var hasRunForeignScript: boolean | undefined;
  var refusedDirectives: string[] | undefined;
}

test('a script in the text of a record is shown as text', async ({ page, api }) => {
  const title = '<img src=x onerror="hasRunForeignScript = true"><script>hasRunForeignScript = true</script>';
  await api.post('/api/events', {
    kind: 'threat',
    title,
    summary: title,
    at: '2026-11-01',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'RU', type: 'embassy', note: title }],
    sources: [{ publisher: title, title, url: 'https://example.org/' }],
    threat: {},
  });
  const board = createBoardPage(page);
  await board.open();
  await board.title(title).click();
  await expect(board.record).toContainText(title);
  expect(await page.evaluate(() => globalThis.hasRunForeignScript)).toBeUndefined();
});

test.describe('a foreign script', () => {
  test.use({ expectedComplaints: /Content Security Policy/ });

  readOnlyTest('does not run on any page, and the pages themselves violate no policy', async ({ page }) => {
    await recordViolations(page);
    for (const path of ['/', '/events/THR-2023-0001', '/events/new/threat']) {
      await expectScriptRefused(page, path);
    }
  });

  test.describe('without an account', () => {
    test.use({ env: adminEnv });

    test('does not run on the shared sign-in pages in any language and theme', async ({ page, baseURL }) => {
      await recordViolations(page);
      for (const [path, locale, theme] of [
        ['/sign-in?next=%2Fevents%2Fnew%2Fthreat', 'en', 'light'],
        ['/sign-in', 'ru', 'night'],
        ['/join', 'tr', 'dark'],
      ] as const) {
        const cookies = Object.entries({ locale, theme });
        await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: baseURL })));
        await expectScriptRefused(page, path);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      }
    });
  });
});

/** Records violations of the pages' policies. */
async function recordViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.refusedDirectives = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      globalThis.refusedDirectives?.push(effectiveDirective),
    );
  });
}

/** Opens a page, inserts a script, and expects that it is the only violation. */
async function expectScriptRefused(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'hasRunForeignScript = true';
    document.body.append(script);
  });
  const refused = () => page.evaluate(() => globalThis.refusedDirectives);
  await expect.poll(refused, path).toContain('script-src-elem');
  expect(await refused(), path).toEqual(['script-src-elem']);
  expect(await page.evaluate(() => globalThis.hasRunForeignScript), path).toBeUndefined();
}
