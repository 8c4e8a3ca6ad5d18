'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { fold } from '@/db/model/values/fold';

/** Options under a heading. A list without headings is one group with an empty label. */
export type OptionGroup<T> = { label: string; items: readonly T[] };
type Options<T> = readonly T[] | readonly OptionGroup<T>[];

export type OptionSource<T> = {
  /** A fixed list, filtered here by label. */
  options?: Options<T>;
  /** Loads the options for a query after a pause in typing. A rejection shows as "could not be fetched". */
  load?: (query: string, signal: AbortSignal) => Promise<Options<T>>;
};

/** While `loading`, the groups of the previous query stay, so that the list does not flicker. */
type State<T> = { groups: OptionGroup<T>[]; status: 'idle' | 'loading' | 'failed'; query: string | null };

const debounceMillis = 150;

function isGroup<T>(one: T | OptionGroup<T>): one is OptionGroup<T> {
  return typeof one === 'object' && one !== null && 'items' in one && 'label' in one;
}

function toGroups<T>(options: Options<T>): OptionGroup<T>[] {
  const groups: OptionGroup<T>[] = [];
  const loose: T[] = [];
  for (const one of options) {
    if (isGroup<T>(one)) groups.push(one);
    else loose.push(one);
  }
  return loose.length > 0 ? [{ label: '', items: loose }, ...groups] : groups;
}

function filtered<T>(options: Options<T>, query: string, textOf: (item: T) => string): OptionGroup<T>[] {
  const sought = fold(query);
  return toGroups(options)
    .map((group) => ({ ...group, items: matching(group.items, sought, (item) => fold(textOf(item))) }))
    .filter((group) => group.items.length > 0);
}

/** Items that begin with the query come first, then those with a word that does; the order is otherwise kept. */
function matching<T>(items: readonly T[], sought: string, foldedOf: (item: T) => string): T[] {
  if (sought === '') return [...items];
  const ranks: T[][] = [[], [], []];
  for (const item of items) {
    const at = foldedOf(item).indexOf(sought);
    if (at >= 0) ranks[at === 0 ? 0 : foldedOf(item).includes(` ${sought}`) ? 1 : 2]?.push(item);
  }
  return ranks.flat();
}

/**
 * The options that match the typed text. Call `find` on opening and on each keystroke. `resolveOptions` returns the options
 * for remaining text, or null if they could not be fetched.
 */
export function useOptions<T>({ options, load }: OptionSource<T>, textOf: (item: T) => string) {
  const [state, setState] = useState<State<T>>({ groups: [], status: 'idle', query: null });
  const running = useRef<{ timer: ReturnType<typeof setTimeout>; abort: AbortController }>(null);

  const stop = useCallback(() => {
    if (!running.current) return;
    clearTimeout(running.current.timer);
    running.current.abort.abort();
    running.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  function find(query: string, isTyped: boolean): void {
    stop();
    if (options) setState({ groups: filtered(options, query, textOf), status: 'idle', query });
    if (!load) return;
    const abort = new AbortController();
    setState((before) => ({ ...before, status: 'loading' }));
    const ask = async () => {
      try {
        const found = toGroups(await load(query, abort.signal));
        if (!abort.signal.aborted) setState({ groups: found, status: 'idle', query });
      } catch {
        if (!abort.signal.aborted) setState({ groups: [], status: 'failed', query });
      }
    };
    const timer = setTimeout(() => void ask(), isTyped ? debounceMillis : 0);
    running.current = { timer, abort };
  }

  async function resolveOptions(query: string): Promise<T[] | null> {
    const itemsOf = (groups: readonly OptionGroup<T>[]) => groups.flatMap(({ items }) => [...items]);
    if (state.status === 'idle' && state.query === query) return itemsOf(state.groups);
    if (options) return itemsOf(filtered(options, query, textOf));
    try {
      return load ? itemsOf(toGroups(await load(query, new AbortController().signal))) : [];
    } catch {
      return null;
    }
  }

  return { groups: state.groups, status: state.status, find, resolveOptions };
}
