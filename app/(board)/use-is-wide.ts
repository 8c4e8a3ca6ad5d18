'use client';

import { useSyncExternalStore } from 'react';

/** As in layout.css. */
const wide = '(min-width: 75rem) and (min-height: 30rem)';

function subscribe(listener: () => void): () => void {
  const media = matchMedia(wide);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Whether the board has three columns. The server draws them. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(wide).matches,
    () => true,
  );
}
