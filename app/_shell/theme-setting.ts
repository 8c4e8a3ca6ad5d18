'use client';

import { useSyncExternalStore } from 'react';
import { type Theme, themeOf } from '@/db/model/themes';
import { setPreferenceCookie } from '../_i18n/cookie';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme; `kept` is that of the cookie with which the server rendered the page. */
export function useTheme(kept: Theme): Theme {
  return useSyncExternalStore(
    subscribe,
    () => themeOf(document.documentElement.dataset.theme),
    () => kept,
  );
}

export function setTheme(theme: Theme): void {
  setPreferenceCookie('theme', theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
