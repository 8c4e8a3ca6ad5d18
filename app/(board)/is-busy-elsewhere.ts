/** Escape belongs to an open popover or dialog, or to the field that has the focus. */
export function isBusyElsewhere(target: EventTarget | null): boolean {
  return (
    document.querySelector(
      ':popover-open:not(#tip), [role=dialog]:not(dialog, [popover], [aria-modal=false])',
    ) !== null ||
    (target instanceof Element && target.closest('input, textarea, select') !== null)
  );
}
