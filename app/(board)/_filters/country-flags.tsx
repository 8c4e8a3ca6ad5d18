'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Facets } from '@/db/model/board';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState } from '../../_live/provider';
import { Flag } from '../../_ui/labels/flag';
import { useInertOverflow } from '../../_ui/use-inert-overflow';
import { useFilters } from './use-filters';

/** More do not fit any window. */
const maxFlags = 32;
/** Chosen countries further back come first. */
const maxInPlace = 5;

type Count = Omit<Facets['targeted'][number], 'country'> & { country: string };

/**
 * The targeted countries with their numbers of events, those under threat first: as many as the line has space for.
 * A flag keeps its place when it is chosen.
 */
export function CountryFlags() {
  const t = useTranslations('board.filters');
  const locale = useLocale();
  const { facets } = useBoardState().figures;
  const { of, toggle } = useFilters();
  const { shortCountry: nameOf, number } = useFormats();
  const group = useRef<HTMLDivElement>(null);
  const chosen = of('targeted');

  useInertOverflow(group);

  const counts: Count[] = [
    ...(facets?.targeted ?? []),
    ...chosen
      .filter((country) => facets && !facets.targeted.some((one) => one.country === country))
      .map((country) => ({ country, events: 0, threatened: 0 })),
  ];
  const sorted = counts.sort(
    (a, b) =>
      Number(b.threatened > 0) - Number(a.threatened > 0) ||
      b.events - a.events ||
      nameOf(a.country).localeCompare(nameOf(b.country), locale),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no overflow in some browsers.
    <div ref={group} role="group" aria-label={t('targeted')} className="filter-flags">
      {inOrder(sorted, chosen).map(({ country, events, threatened }) => {
        const about = t('countryEvents', { country: nameOf(country), count: events });
        const label = threatened > 0 ? `${about}, ${t('threatened', { count: threatened })}` : about;
        return (
          <button
            key={country}
            type="button"
            aria-pressed={chosen.includes(country)}
            aria-label={label}
            data-tip={label}
            onClick={() => toggle('targeted', country)}
            className="filter-chip"
          >
            <Flag country={country} size="small" />
            <span className="filter-count">{number(events)}</span>
          </button>
        );
      })}
    </div>
  );
}

function inOrder(sorted: readonly Count[], chosen: readonly string[]): Count[] {
  const first: Count[] = [];
  const others: Count[] = [];
  for (const [index, one] of [...sorted.entries()].reverse()) {
    // Those that come first take the places of others.
    const isBehind = chosen.includes(one.country) && index + first.length >= maxInPlace;
    (isBehind ? first : others).unshift(one);
  }
  return [...first, ...others].slice(0, maxFlags);
}
