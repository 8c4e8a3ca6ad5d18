'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { FilterName } from '@/db/model/filter';
import { fold } from '@/db/model/values/fold';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { controlClass } from '../../_ui/inputs/control';
import { Flag } from '../../_ui/labels/flag';
import { CollapsibleFilter } from './collapsible-filter';
import type { FilterLabel } from './use-filter-label';
import { useFilters } from './use-filters';

export type FacetValue = {
  value: string;
  /** Null if not counted. */
  events: number | null;
  threatened?: number;
};

type FacetGroupProps = {
  name: FilterName;
  title: string;
  values: readonly FacetValue[];
  words: FilterLabel;
  /** The displayed text, if it differs from the text that is searched. */
  shortWords?: FilterLabel;
  hasFlags?: boolean;
  /** Collapsed unless it has a value set. */
  isFolded?: boolean;
  /** Shown below the values. */
  children?: ReactNode;
};

const maxUnfolded = 10;

export function FacetGroup({
  name,
  title,
  values,
  words,
  shortWords = words,
  hasFlags,
  isFolded,
  children,
}: FacetGroupProps) {
  const t = useTranslations('board.filters');
  const { of, toggle } = useFilters();
  const [isWhole, setWhole] = useState(false);
  const [sought, setSought] = useState('');
  const chosen = of(name);
  const wordsName = name === 'host' || name === 'nearCountries' ? 'targeted' : name;
  const missing = chosen.filter((value) => !values.some((one) => one.value === value));
  const all: FacetValue[] = [...values, ...missing.map((value) => ({ value, events: 0 }))];
  const isLong = all.length > maxUnfolded;
  const shown = isLong
    ? narrowed(all, {
        chosen,
        isWhole,
        sought,
        words: (value) => `${words(wordsName, value)}\n${shortWords(wordsName, value)}`,
      })
    : all;
  if (all.length === 0) return null;
  return (
    <CollapsibleFilter title={title} isOpen={!isFolded || chosen.length > 0} className="">
      {isLong && isWhole && (
        <input
          type="search"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          aria-label={t('searchIn', { title })}
          placeholder={t('searchList')}
          className={`${controlClass} mb-1.5`}
        />
      )}
      {shown.map(({ value, events, threatened = 0 }) => (
        <Checkbox
          key={value}
          isChecked={chosen.includes(value)}
          onChange={() => toggle(name, value)}
          end={events ?? undefined}
        >
          {hasFlags && <Flag country={value} />}
          <span className="min-w-0 truncate">{shortWords(wordsName, value)}</span>
          {threatened > 0 && (
            <span className="font-bold text-alarm">
              <span className="sr-only">{t('threatened', { count: threatened })}</span>
              <span aria-hidden data-tip={t('threatened', { count: threatened })}>
                {threatened}
              </span>
            </span>
          )}
        </Checkbox>
      ))}
      {shown.length === 0 && <p className="py-1 text-ink-2">{t('noneFound')}</p>}
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
            setSought('');
          }}
          className="min-h-7 cursor-pointer self-start text-small font-medium underline underline-offset-2"
        >
          {isWhole ? t('showFewer') : t('showAll', { count: all.length })}
        </button>
      )}
      {children}
    </CollapsibleFilter>
  );
}

type Narrowing = {
  chosen: readonly string[];
  isWhole: boolean;
  sought: string;
  words: (value: string) => string;
};

/** The part of a long list to show: the search results, or the values with the most threatened missions and events. */
function narrowed(all: readonly FacetValue[], { chosen, isWhole, sought, words }: Narrowing): FacetValue[] {
  if (isWhole) return all.filter(({ value }) => fold(words(value)).includes(fold(sought)));
  const weightiest = new Set(
    all
      .toSorted((a, b) => weight(b, chosen) - weight(a, chosen))
      .slice(0, maxUnfolded - 2)
      .map(({ value }) => value),
  );
  return all.filter(({ value }) => weightiest.has(value));
}

function weight({ value, events, threatened = 0 }: FacetValue, chosen: readonly string[]): number {
  return (chosen.includes(value) ? 2e9 : 0) + (threatened > 0 ? 1e9 : 0) + (events ?? 0);
}
