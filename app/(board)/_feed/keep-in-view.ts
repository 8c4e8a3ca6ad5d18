/** How many frames a list may take to settle after a move. */
const settlingFrames = 30;

/**
 * Scrolls to the row with the keyboard focus again if the list moves it out of view while it settles: the virtualizer
 * measures rows and corrects its scroll position in the frames after a move. Ends when the focus moves on or the user
 * scrolls.
 */
export function keepInView(link: HTMLElement): void {
  let frames = 0;
  let hasScrolled = false;
  const onWheel = () => {
    hasScrolled = true;
  };
  window.addEventListener('wheel', onWheel, { passive: true });
  const check = () => {
    const row = link.closest('article');
    if (!row || hasScrolled || document.activeElement !== link || frames === settlingFrames) {
      window.removeEventListener('wheel', onWheel);
      return;
    }
    frames += 1;
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom <= 0 || top >= window.innerHeight) row.scrollIntoView({ block: 'nearest' });
    requestAnimationFrame(check);
  };
  requestAnimationFrame(check);
}
