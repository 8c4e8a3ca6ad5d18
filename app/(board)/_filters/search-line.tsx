'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { controlClass } from '../../_ui/inputs/control';
import { useFilters } from './use-filters';

const debounceMillis = 300;
const maxLetters = 200;

/** Full-text search. The server is asked after a pause in typing. */
export function SearchLine() {
  const t = useTranslations('board.filters');
  const { of, set } = useFilters();
  const kept = of('q')[0] ?? '';
  const [text, setText] = useState(kept);
  const [known, setKnown] = useState(kept);
  if (kept !== known) {
    setKnown(kept);
    if (kept !== text.trim()) setText(kept);
  }
  useEffect(() => {
    const words = text.trim();
    if (words === kept) return;
    const timer = setTimeout(() => set('q', words === '' ? [] : [words], true), debounceMillis);
    return () => clearTimeout(timer);
  }, [text, kept, set]);
  return (
    <search className="relative min-w-0 max-w-3xl grow basis-44">
      <Search aria-hidden className="pointer-events-none absolute start-3 top-2.5 size-4 text-ink-3" />
      <input
        type="search"
        data-search
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={maxLetters}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={`${controlClass} ps-9`}
      />
    </search>
  );
}
