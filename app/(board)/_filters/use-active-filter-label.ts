'use client';

import { useTranslations } from 'next-intl';
import { isDate } from '@/db/model/values/moment';
import { dayOfLimit, instantOfLimit } from '../../_i18n/period-days';
import { useFormats } from '../../_i18n/use-formats';
import type { ActiveFilter } from './active-filters';
import type { FilterLabel } from './use-filter-label';

/** An active filter as text: "China", "1 Jan – 3 Mar 2023". `words` names its values. */
export function useActiveFilterLabel(words: FilterLabel): (filter: ActiveFilter) => string {
  const t = useTranslations('board.filters');
  const formats = useFormats();

  const limit = (name: 'from' | 'to', value: string, timeZone: string) => {
    const day = dayOfLimit(name, value, timeZone);
    return { day, text: formats.moment(day ?? instantOfLimit(name, value)) };
  };
  const period = (from: string, to: string) => {
    // Plain dates, as those of a link from a plot in UTC, are days in UTC.
    const isUtc = isDate(from) && isDate(to) && formats.timeZone !== 'UTC';
    const zone = isUtc ? 'UTC' : formats.timeZone;
    const [first, last] = [limit('from', from, zone), limit('to', to, zone)];
    const isOneYear = first.day?.slice(0, 4) === last.day?.slice(0, 4);
    const start = isOneYear && first.day !== null ? formats.dayMonth(first.day) : first.text;
    const isOneDay = first.day !== null && first.day === last.day;
    const text = isOneDay ? first.text : t('fromTo', { from: start, to: last.text });
    return isUtc ? `${text} UTC` : text;
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
