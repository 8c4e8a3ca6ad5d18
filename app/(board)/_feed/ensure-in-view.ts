import { coveredHeight, scrollerOf } from '../scroller';

/** The list has settled once its position has not changed for this many frames. */
const settledFrames = 6;
const limitMillis = 2_000;

let stop = () => {};

/**
 * Scrolls to a row that is out of view once the list has settled after a jump. Heights that are measured on the way
 * move the list, and when keys follow each other fast the virtualizer may stop beside its target. It ends early when
 * the user scrolls or another row is asked for.
 */
export function ensureInView(list: Element | null, find: () => Element | null): void {
  stop();
  const scroller = scrollerOf(list);
  if (!scroller) return;
  const ending = new AbortController();
  const options = { signal: ending.signal, passive: true };
  stop = () => ending.abort();
  for (const name of ['wheel', 'touchmove', 'pointerdown']) addEventListener(name, stop, options);
  const until = performance.now() + limitMillis;
  let [last, frames] = [scroller.scrollTop, 0];
  const check = () => {
    if (ending.signal.aborted) return;
    frames = scroller.scrollTop === last ? frames + 1 : 0;
    last = scroller.scrollTop;
    if (frames >= settledFrames) {
      const row = find();
      if (row && isInView(row, scroller)) return ending.abort();
      row?.scrollIntoView({ block: 'center' });
      frames = 0;
    }
    if (performance.now() < until) requestAnimationFrame(check);
    else ending.abort();
  };
  requestAnimationFrame(check);
}

function isInView(row: Element, scroller: Element): boolean {
  const { top, bottom } = row.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const start = view.top + coveredHeight(scroller);
  // A row may be higher than the view.
  return bottom > start && top < view.bottom && (top >= start || bottom <= view.bottom);
}
