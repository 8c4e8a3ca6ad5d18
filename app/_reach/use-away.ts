'use client';

import { useSyncExternalStore } from 'react';
import { isAway, onReach } from './reach';

/** Is the server known to be away? */
export function useAway(): boolean {
  return useSyncExternalStore(onReach, isAway, () => false);
}
