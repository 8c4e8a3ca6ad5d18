'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { Alert } from './board-state';
import { useBoardState } from './provider';

/** Calls `sound` once per alert: a mission came into danger, or what endangers it changed. */
export function useAlert(sound: (alert: Alert) => void): void {
  const { alert } = useBoardState();
  const sounded = useRef(alert.count);
  const soundNow = useEffectEvent(() => sound(alert));
  useEffect(() => {
    if (alert.count === sounded.current) return;
    sounded.current = alert.count;
    soundNow();
  }, [alert.count]);
}
