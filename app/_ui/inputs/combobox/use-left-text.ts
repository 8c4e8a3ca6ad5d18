'use client';

import { type FocusEvent, useState } from 'react';
import { isLeft } from './combobox-parts';
import { useLatest } from './use-latest';

type LeftTextProps<T> = {
  typed: string;
  /** What a text matches; null where it could not be fetched. */
  settle: (typed: string) => Promise<T[] | null>;
  /** The one option that the text (trimmed) means; null where there is none, or more than one. */
  meantOf: (items: readonly T[] | null, typed: string) => T | null;
  take: (item: T) => void;
};

/**
 * Takes a text that is left in an input where it means one option. Else it stays, and `isLeftOpen` is true until the
 * input has the focus again or is emptied. `onFocus` and `onBlur` are those of the input.
 */
export function useLeftText<T>({ typed, settle, meantOf, take }: LeftTextProps<T>) {
  const [wasLeft, setLeft] = useState(false);
  const latest = useLatest({ typed, take });

  async function leave(): Promise<void> {
    const text = typed.trim();
    if (text === '') return;
    const items = await settle(typed);
    // Who has come back and typed on means something else.
    if (latest.current.typed !== typed) return;
    const meant = meantOf(items, text);
    if (meant === null) setLeft(true);
    else latest.current.take(meant);
  }

  return {
    isLeftOpen: wasLeft && typed.trim() !== '',
    onFocus: () => setLeft(false),
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (isLeft(relatedTarget)) void leave();
    },
  };
}
