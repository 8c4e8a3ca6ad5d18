'use client';

import { useEffect, useState } from 'react';
import type { Exercise } from '@/db/model/exercise';

const everyMillis = 3_000;

/** The exercise as the server knows it, read again while it goes on; undefined until it is known, null if there is none. */
export function useExerciseState(): Exercise | null | undefined {
  const [exercise, setExercise] = useState<Exercise | null>();
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const read = async () => {
      try {
        const response = await fetch('/api/exercise', { signal });
        if (!response.ok) return;
        const { exercise: read }: { exercise: Exercise | null } = await response.json();
        setExercise(read);
      } catch {
        // Out of reach: what was known stays, and the live bar says so.
      }
    };
    void read();
    const timer = setInterval(() => void read(), everyMillis);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, []);
  return exercise;
}
