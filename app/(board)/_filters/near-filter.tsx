'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import type { Facets } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { countryCodes } from '@/db/model/places/countries';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState } from '../../_live/provider';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { controlClass } from '../../_ui/inputs/control';
import { FacetGroup } from './facet-group';
import type { FilterLabel } from './use-filter-label';
import { useFilters } from './use-filters';

type NearFilterProps = {
  targeted: Facets['targeted'];
  words: FilterLabel;
  shortWords: FilterLabel;
  isFolded: boolean;
};

/** Events near missions of chosen countries, whether or not they name one, and how near. */
export function NearFilter({ targeted, words, shortWords, isFolded }: NearFilterProps) {
  const t = useTranslations('board.filters');
  const locale = useLocale();
  const { shortCountry } = useFormats();
  const { of, toggle } = useFilters();
  const { active, events } = useBoardState();
  // All countries: those under threat first, then those targeted most often or last.
  const values = useMemo(() => {
    const threatened = new Set([...active.values()].flatMap(targetedBy));
    const recent = new Set([...events.values()].flatMap(targetedBy));
    const counts = new Map<string, number>(targeted.map((one) => [one.country, one.events]));
    const weight = (value: string) =>
      (threatened.has(value) ? 1e9 : 0) + (counts.get(value) ?? 0) + (recent.has(value) ? 0.5 : 0);
    return countryCodes
      .map((value) => ({ value: String(value), events: null }))
      .sort(
        (a, b) =>
          weight(b.value) - weight(a.value) ||
          shortCountry(a.value).localeCompare(shortCountry(b.value), locale),
      );
  }, [active, events, targeted, shortCountry, locale]);
  const missions = of('nearMissions');
  return (
    <FacetGroup
      name="nearCountries"
      title={t('near')}
      values={values}
      words={words}
      shortWords={shortWords}
      hasFlags
      isFolded={isFolded && missions.length === 0}
    >
      {missions.map((id) => (
        <Checkbox key={id} isChecked onChange={() => toggle('nearMissions', id)}>
          <span className="min-w-0 truncate">{words('mission', id)}</span>
        </Checkbox>
      ))}
      <Distance />
    </FacetGroup>
  );
}

function targetedBy({ targets }: Event): string[] {
  return targets.map(({ country }) => country);
}

const debounceMillis = 600;
const minKm = 1;
const maxKm = 500;

/** A distance is applied after a pause in typing, and only if the API takes it. */
function Distance() {
  const t = useTranslations('board.filters');
  const { of, set } = useFilters();
  const [kept] = of('radiusKm');
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null || !isDistance(typed)) return;
    const timer = setTimeout(() => {
      set('radiusKm', [typed]);
      setTyped(null);
    }, debounceMillis);
    return () => clearTimeout(timer);
  }, [typed, set]);
  if (kept === undefined) return null;
  return (
    <label className="mt-1 flex items-center gap-2">
      <span className="shrink-0">{t('within')}</span>
      <input
        type="number"
        min={minKm}
        max={maxKm}
        step="any"
        value={typed ?? kept}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => {
          if (typed !== null && isDistance(typed)) set('radiusKm', [typed]);
          setTyped(null);
        }}
        className={`${controlClass} !w-20 px-2`}
      />
      <span>{t('km')}</span>
    </label>
  );
}

function isDistance(typed: string): boolean {
  return /^\d{1,3}(\.\d{1,3})?$/.test(typed) && Number(typed) >= minKm && Number(typed) <= maxKm;
}
