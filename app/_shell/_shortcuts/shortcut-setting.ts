'use client';

import { useSyncExternalStore } from 'react';
import { createStorageListeners } from '../../_ui/storage-listeners';

const key = 'chancery.shortcuts';
const listeners = createStorageListeners();

export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    // Storage may be blocked; shortcuts then work and can be turned off only until the page is left.
    return true;
  }
}

export function setShortcutsOn(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(key);
    else localStorage.setItem(key, 'off');
  } catch {
    return;
  }
  listeners.notify();
}

/** Whether keyboard shortcuts are on. Stored in this browser; other tabs follow. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(listeners.subscribe, areShortcutsOn, () => true);
}
