'use client';

import { useSyncExternalStore } from 'react';
import { setPreferenceCookie } from '../_i18n/cookie';
import { type ListSetting, type ListSettingValue, listSettings } from './list-settings';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A setting of how lists look, and a function that changes it. */
export function useListSetting<N extends ListSetting>(
  name: N,
): [ListSettingValue<N>, (value: ListSettingValue<N>) => void] {
  const { values, usual }: { values: readonly ListSettingValue<N>[]; usual: ListSettingValue<N> } =
    listSettings[name];
  const value = useSyncExternalStore(
    subscribe,
    () => values.find((one) => one === document.documentElement.dataset[name]) ?? usual,
    () => usual,
  );
  return [
    value,
    (next) => {
      setPreferenceCookie(name, next === usual ? null : next);
      if (next === usual) delete document.documentElement.dataset[name];
      else document.documentElement.dataset[name] = next;
      for (const listener of listeners) listener();
    },
  ];
}
