import type { Page } from '@playwright/test';
import { expect, readOnlyTest, test } from '../../fixtures';
import { adminEnv } from '../../support/people';
import { createBoardPage } from '../pages/board-page';

declare global {
  var hasRunForeignScript: boolean | undefined;
  var refusedDirectives: string[] | undefined;
}

test('script in a record’s text is shown as text', async ({ page, api }) => {
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

test.describe('a script that is not the program’s own', () => {
  test.use({ expectedComplaints: /Content Security Policy/ });

  readOnlyTest(
    'does not run on any page, and the program’s own asks for nothing that is refused',
    async ({ page }) => {
      await noteRefusals(page);
      for (const path of ['/', '/events/THR-2023-0001', '/events/new/threat']) {
        await expectRefusal(page, path);
      }
    },
  );

  test.describe('without an account', () => {
    test.use({ env: adminEnv });

    test('does not run on the sign-in pages that everyone shares, in any language and theme', async ({
      page,
      baseURL,
    }) => {
      await noteRefusals(page);
      for (const [path, locale, theme] of [
        ['/sign-in?next=%2Fevents%2Fnew%2Fthreat', 'en', 'light'],
        ['/sign-in', 'ru', 'night'],
        ['/join', 'tr', 'dark'],
      ] as const) {
        const cookies = Object.entries({ locale, theme });
        await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: baseURL })));
        await expectRefusal(page, path);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      }
    });
  });
});

/** Notes what the policies of the pages refuse. */
async function noteRefusals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.refusedDirectives = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      globalThis.refusedDirectives?.push(effectiveDirective),
    );
  });
}

/** Opens a page, puts a script into it, and expects that this is all that its policy refuses. */
async function expectRefusal(page: Page, path: string): Promise<void> {
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
