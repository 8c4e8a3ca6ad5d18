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
    <search className="filter-search" data-tip={t('search')}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-2 my-auto size-4 text-ink-2"
      />
      <input
        type="search"
        data-search
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={maxLetters}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={`${controlClass} ps-8`}
      />
    </search>
  );
}
