'use client';

import { useSyncExternalStore } from 'react';

export type Notice = {
  id: number;
  text: string;
  /** An error: announced at once, and shown until closed. */
  isError: boolean;
  action: { label: string; onPress: () => void } | null;
  /** How long it is shown; null for the default. */
  millis: number | null;
};

const none: readonly Notice[] = [];
let waiting: readonly Notice[] = none;
let nextId = 1;
const listeners = new Set<() => void>();

function keep(next: readonly Notice[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Shows a notice in the corner of the screen. The component that renders it is loaded at the first call. */
export function notify(
  text: string,
  more: Partial<Pick<Notice, 'isError' | 'action' | 'millis'>> = {},
): void {
  const { isError = false, action = null, millis = null } = more;
  keep([...waiting, { id: nextId++, text, isError, action, millis }]);
}

/** Removes a notice from the queue to show it; null if it was already taken. */
export function takeNotice(id: number): Notice | null {
  const taken = waiting.find((one) => one.id === id) ?? null;
  if (taken) keep(waiting.filter((one) => one !== taken));
  return taken;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Notices that are not shown yet. */
export function useWaitingNotices(): readonly Notice[] {
  return useSyncExternalStore(
    subscribe,
    () => waiting,
    () => none,
  );
}
