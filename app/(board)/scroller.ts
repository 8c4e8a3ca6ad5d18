/**
 * The element that scrolls the feed: the feed's column, or on a phone the whole board. Null before the first layout.
 */
export function scrollerOf(element: Element | null): HTMLElement | null {
  for (let at = element?.parentElement; at; at = at.parentElement) {
    if (getComputedStyle(at).overflowY === 'auto') return at;
  }
  return null;
}

/** Height in pixels of what sticks at the top of the scroller and covers its rows. */
export function coveredHeight(scroller: Element): number {
  return scroller.querySelector('.search-line')?.clientHeight ?? 0;
}
