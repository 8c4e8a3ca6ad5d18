import { stickyHeight } from '../sticky-height';

/** The list has settled once its position has not changed for this many frames. */
const settledFrames = 6;
const limitMillis = 2_000;

let stop = () => {};

/**
 * Scrolls to a row that is out of view once the list has settled after a jump. Heights that are measured on the way
 * move the list, and when keys follow each other fast the virtualizer may stop beside its target. It ends early when
 * the user scrolls or another row is asked for.
 */
export function ensureInView(find: () => Element | null): void {
  stop();
  const ending = new AbortController();
  const options = { signal: ending.signal, passive: true };
  stop = () => ending.abort();
  for (const name of ['wheel', 'touchmove', 'pointerdown']) addEventListener(name, stop, options);
  const until = performance.now() + limitMillis;
  let [last, frames] = [window.scrollY, 0];
  const check = () => {
    if (ending.signal.aborted) return;
    frames = window.scrollY === last ? frames + 1 : 0;
    last = window.scrollY;
    if (frames >= settledFrames) {
      const row = find();
      if (row && isInView(row)) return ending.abort();
      row?.scrollIntoView({ block: 'center' });
      frames = 0;
    }
    if (performance.now() < until) requestAnimationFrame(check);
    else ending.abort();
  };
  requestAnimationFrame(check);
}

function isInView(row: Element): boolean {
  const { top, bottom } = row.getBoundingClientRect();
  const covered = stickyHeight({ withSearch: true });
  // A row may be higher than the view.
  return bottom > covered && top < window.innerHeight && (top >= covered || bottom <= window.innerHeight);
}
