'use client';

import { useSyncExternalStore } from 'react';
import { isAway, onReach } from './reach';

/** Whether the server is known to be unreachable. */
export function useAway(): boolean {
  return useSyncExternalStore(onReach, isAway, () => false);
}
