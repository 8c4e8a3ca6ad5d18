'use client';

import { useSyncExternalStore } from 'react';
import { isOffline, onConnectionChange } from './connection';

/** Whether the server is known to be unreachable. */
export function useIsOffline(): boolean {
  return useSyncExternalStore(onConnectionChange, isOffline, () => false);
}
