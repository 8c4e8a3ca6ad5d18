const headerRem = 3.25;
const lineRem = 2.5;
const searchRem = 3.5625;

/**
 * Pixels fixed over the top of the page while it scrolls: the banner, the header and the band's line; with the search
 * line, all.
 */
export function coveredPixels({ withSearch }: { withSearch: boolean }): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const banner = document.querySelector('[data-banner=head]')?.clientHeight ?? 0;
  return banner + rem * (headerRem + lineRem + (withSearch ? searchRem : 0));
}
