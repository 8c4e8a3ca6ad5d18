'use client';

import { type FocusEvent, useState } from 'react';
import { hasLeftCombobox } from './combobox-parts';
import { useLatest } from './use-latest';

type ResolveOnBlurProps<T> = {
  typed: string;
  /** The options that a text matches; null if they could not be fetched. */
  resolveOptions: (typed: string) => Promise<T[] | null>;
  /** The only option that the trimmed text can mean; null if there are none or several. */
  resolve: (items: readonly T[] | null, typed: string) => T | null;
  take: (item: T) => void;
};

/**
 * When focus leaves the input, chooses the option that the text means. If there is not exactly one, the text stays,
 * and `isUnresolved` is true until the input is focused or emptied. `onFocus` and `onBlur` are for the input.
 */
export function useResolveOnBlur<T>({ typed, resolveOptions, resolve, take }: ResolveOnBlurProps<T>) {
  const [isLeft, setIsLeft] = useState(false);
  const latest = useLatest({ typed, take });

  async function leave(): Promise<void> {
    const text = typed.trim();
    if (text === '') return;
    const items = await resolveOptions(typed);
    // The user has come back and typed on.
    if (latest.current.typed !== typed) return;
    const meant = resolve(items, text);
    if (meant === null) setIsLeft(true);
    else latest.current.take(meant);
  }

  return {
    isUnresolved: isLeft && typed.trim() !== '',
    onFocus: () => setIsLeft(false),
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (hasLeftCombobox(relatedTarget)) void leave();
    },
  };
}
