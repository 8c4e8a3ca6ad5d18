'use client';

import { useEffect, useState } from 'react';

/** Which of `count` things is shown now: each in turn for `seconds`. The first until the page runs in the browser. */
export function useTurn(count: number, seconds: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((current) => current + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return count === 0 ? 0 : turn % count;
}
