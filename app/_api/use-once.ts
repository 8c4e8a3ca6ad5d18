'use client';

import { useRef, useState } from 'react';

/** Runs one request at a time, so that a double click sends only one. */
export function useOnce() {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);

  /** The result, or null if another request is running. */
  async function once<T>(request: () => Promise<T>): Promise<T | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    try {
      return await request();
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { once, isBusy };
}
