import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { untilScriptsRun } from '../../support/scripts-run';

declare global {
  interface Window {
    /** Once it is injected. */
    axe: typeof axe;
  }
}

const themes = ['light', 'dark', 'night'] as const;
type Theme = (typeof themes)[number];

/**
 * A theme changes colours alone, so each theme is checked at one width; whatever depends on the width is checked at
 * both, in pixels.
 */
const looks = [
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 360 },
  { theme: 'light', width: 1440 },
  { theme: 'night', width: 1440 },
] as const satisfies readonly { theme: Theme; width: number }[];

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const colorRules = ['color-contrast', 'link-in-text-block'];

/**
 * Shows the open page in each theme and width, and returns what is wrong with it there: what axe reports by WCAG
 * 2.2 AA (and, for a whole page, by its best practices), and a page that scrolls sideways. With `part`, a selector,
 * axe checks that part alone.
 */
export async function findLookIssues(page: Page, part?: string): Promise<string[]> {
  const issues: string[] = [];
  for (const { theme, width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await setTheme(page, theme);
    const found = await findViolations(page, theme === 'light' ? 'all' : 'color', part);
    if (await isTooWide(page)) found.push('the page scrolls sideways');
    issues.push(...found.map((issue) => `${theme} theme, ${width} pixels wide: ${issue}`));
  }
  return issues;
}

/** What axe reports for the page as it is, or for the part named: `rule: elements`. */
export async function findViolations(
  page: Page,
  rules: 'all' | 'color' = 'all',
  part?: string,
): Promise<string[]> {
  await untilScriptsRun(page);
  // Once for a document: its source is half a megabyte. @axe-core/playwright injects it for each check, and opens
  // another page to put the results together, which takes three times as long.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly =
    rules === 'color'
      ? { type: 'rule' as const, values: colorRules }
      : { type: 'tag' as const, values: part === undefined ? [...wcag, 'best-practice'] : wcag };
  return page.evaluate(
    async ([context, options]) => {
      const { violations } = await window.axe.run(context, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    [part ?? 'html', { runOnly, resultTypes: ['violations'] } satisfies axe.RunOptions] as const,
  );
}

/** Waits until the page does not scroll sideways: after a new width it may, until its scripts have run. */
export async function expectToFit(page: Page, look: string): Promise<void> {
  await expect.poll(() => isTooWide(page), `${look}: the page scrolls sideways`).toBe(false);
}

/** Whether the page scrolls sideways. */
async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** As the preferences do it, and waits until the page is drawn with it and in its new width. */
async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(async (chosen) => {
    document.documentElement.dataset.theme = chosen;
    const nextFrame = () => new Promise(requestAnimationFrame);
    await nextFrame();
    // Colors change by transitions, one part after the other where a color is inherited, and axe reads what is in
    // between.
    for (;;) {
      await nextFrame();
      const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
      if (transitions.length === 0) return;
      await Promise.allSettled(transitions.map(({ finished }) => finished));
    }
  }, theme);
}
