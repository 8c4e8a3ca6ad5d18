'use client';

import { useSyncExternalStore } from 'react';

export type Notice = {
  id: number;
  text: string;
  /** It failed: read out at once, and stays until it is closed. */
  isError: boolean;
  action: { label: string; onPress: () => void } | null;
  /** How long it is shown; null for as long as its kind is. */
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

/** Says something in the corner of the screen, in the reader's language; what draws it is loaded at the first call. */
export function notify(
  text: string,
  more: Partial<Pick<Notice, 'isError' | 'action' | 'millis'>> = {},
): void {
  const { isError = false, action = null, millis = null } = more;
  keep([...waiting, { id: nextId++, text, isError, action, millis }]);
}

/** Takes a notice off the queue to show it; null where another has taken it. */
export function takeNotice(id: number): Notice | null {
  const taken = waiting.find((one) => one.id === id) ?? null;
  if (taken) keep(waiting.filter((one) => one !== taken));
  return taken;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What has been said and is not shown yet. */
export function useWaitingNotices(): readonly Notice[] {
  return useSyncExternalStore(
    subscribe,
    () => waiting,
    () => none,
  );
}
