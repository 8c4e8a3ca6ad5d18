import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * A theme and a width in pixels, in which to look at a page. A theme changes colours alone, so that each has to be
 * seen once, and what depends on the room at both widths once.
 */
export const looks = [
  { theme: 'light', width: 360 },
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 360 },
  { theme: 'night', width: 1440 },
] as const;

export type Look = (typeof looks)[number];

/**
 * What axe finds in the page, or in the part named: `rule: elements`. Held against WCAG 2.2 AA and, for a whole
 * page, good practice; where the look differs from another in its theme alone, against the rules of colour.
 */
export async function barriers(page: Page, { theme }: Look, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (theme === 'light') {
    const practice = part === undefined ? ['best-practice'] : [];
    axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', ...practice]);
  } else {
    axe.withRules(['color-contrast', 'link-in-text-block']);
  }
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Does it have to be scrolled sideways? */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
