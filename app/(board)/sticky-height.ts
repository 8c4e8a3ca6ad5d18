const headerRem = 3.25;
const lineRem = 2.5;
const searchRem = 3.5625;

/**
 * Height in pixels of the sticky elements at the top of the page: the banner, the header and the band's line, with
 * `withSearch` the search line too.
 */
export function stickyHeight({ withSearch }: { withSearch: boolean }): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const banner = document.querySelector('[data-banner=head]')?.clientHeight ?? 0;
  return banner + rem * (headerRem + lineRem + (withSearch ? searchRem : 0));
}
