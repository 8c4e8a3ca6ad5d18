'use client';

import { type FocusEvent, useState } from 'react';
import { isLeft } from './combobox-parts';
import { useLatest } from './use-latest';

type LeftTextProps<T> = {
  typed: string;
  /** The options that a text matches; null if they could not be fetched. */
  settle: (typed: string) => Promise<T[] | null>;
  /** The only option that the trimmed text can mean; null if there are none or several. */
  meantOf: (items: readonly T[] | null, typed: string) => T | null;
  take: (item: T) => void;
};

/**
 * When focus leaves the input, chooses the option that the text means. If there is not exactly one, the text stays,
 * and `isLeftOpen` is true until the input is focused or emptied. `onFocus` and `onBlur` are for the input.
 */
export function useLeftText<T>({ typed, settle, meantOf, take }: LeftTextProps<T>) {
  const [wasLeft, setLeft] = useState(false);
  const latest = useLatest({ typed, take });

  async function leave(): Promise<void> {
    const text = typed.trim();
    if (text === '') return;
    const items = await settle(typed);
    // The user has come back and typed on.
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
