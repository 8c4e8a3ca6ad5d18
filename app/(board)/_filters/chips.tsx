'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { dayOfLimit, instantOfLimit } from '../../_i18n/period-days';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState } from '../../_live/provider';
import { Flag } from '../../_ui/labels/flag';
import { type ActiveFilter, activeFilters } from './active-filters';
import { useFilterLabel } from './use-filter-label';
import { isInLine, useFilters } from './use-filters';

/** The active filters, one chip each; a click removes the filter. */
export function Chips() {
  const t = useTranslations('board.filters');
  const { of, values, toggle, setPeriod, clearNear, clear } = useFilters();
  const labelOf = useChipLabel();
  const chips = activeFilters(values).filter((filter) => !(filter.type === 'value' && filter.name === 'q'));
  if (chips.length === 0 && of('q').length === 0) return null;
  const remove = (filter: ActiveFilter) => {
    if (filter.type === 'value') toggle(filter.name, filter.value);
    else if (filter.type === 'period') setPeriod(null);
    else clearNear();
  };
  return (
    <>
      {chips.map((filter) => {
        const label = labelOf(filter);
        const { name, value } = filter.type === 'value' ? filter : { name: null, value: '' };
        return (
          <button
            key={`${name ?? filter.type} ${value}`}
            type="button"
            onClick={() => remove(filter)}
            aria-label={t('remove', { label })}
            data-tip={name === null ? label : undefined}
            data-chosen
            className={`filter-chip ${name !== null && isInLine(name) ? 'filter-narrow' : ''}`}
          >
            {(name === 'targeted' || name === 'host') && <Flag country={value} size="small" />}
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        );
      })}
      <button
        type="button"
        onClick={clear}
        className="min-h-7 cursor-pointer px-1 text-small font-medium underline underline-offset-2"
      >
        {t('clearAll')}
      </button>
    </>
  );
}

function useChipLabel(): (filter: ActiveFilter) => string {
  const t = useTranslations('board.filters');
  const formats = useFormats();
  const { places } = useFilters();
  const { figures, events } = useBoardState();
  const words = useFilterLabel({ facets: figures.facets, events, places, isShort: true });

  const limit = (name: 'from' | 'to', value: string) => {
    const day = dayOfLimit(name, value, formats.timeZone);
    return { day, text: formats.moment(day ?? instantOfLimit(name, value)) };
  };
  const period = (from: string, to: string) => {
    const first = limit('from', from);
    const last = limit('to', to);
    if (first.day !== null && first.day === last.day) return first.text;
    const isOneYear = first.day?.slice(0, 4) === last.day?.slice(0, 4);
    const start = isOneYear && first.day !== null ? formats.dayMonth(first.day) : first.text;
    return t('fromTo', { from: start, to: last.text });
  };
  const near = ({ countries, missions, km }: Extract<ActiveFilter, { type: 'near' }>) => {
    const distance = formats.number(Number(km));
    // The missions are of these countries too, so naming them says all.
    return missions.length > 0
      ? t('nearMissions', {
          missions: formats.list(missions.map((id) => words('mission', id))),
          km: distance,
        })
      : t('nearCountries', { countries: formats.list(countries.map(formats.shortCountry)), km: distance });
  };
  return (filter) => {
    if (filter.type === 'value') return words(filter.name, filter.value);
    return filter.type === 'period' ? period(filter.from, filter.to) : near(filter);
  };
}
