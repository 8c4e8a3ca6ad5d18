import { useEffect, useSyncExternalStore } from 'react';
import { idOf } from './state/form-context';

/**
 * Focuses the first field of a new form once its scripts run: users who opened it by keys type at once, and an inert
 * field cannot have the focus yet. In a form like another record the first field is the title.
 */
export function useFirstFocus({ isNew, isLike }: { isNew: boolean; isLike: boolean }) {
  const isReady = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  // A field of Base UI has its id only after this effect.
  const first = isLike ? '[data-title-field]' : `#${idOf('targets')}`;
  useEffect(() => {
    if (isReady && isNew) focusOn(first);
  }, [isNew, first, isReady]);
  return { isReady, focusFirst: () => focusOn(first) };
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
