'use client';

import { useTranslations } from 'next-intl';
import type { Mission, Visit } from '@/db/model/reference';
import { useFormats, useMissionName } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/flag';
import { Picker } from '../../_ui/picker';
import { TlpLabel } from '../../_ui/tlp';
import { countriesNamedIn } from './country-search';
import { findMissions, findVisits } from './lookups';
import { keyOfOption, missionOption, type TargetOption, visitOption } from './targets';

const mostCountries = 6;

/** Finds missions and visits by country or city; a country alone can always be picked. */
export function TargetPicker({ id, onPick }: { id: string; onPick: (option: TargetOption) => void }) {
  const t = useTranslations('form.targets');
  const missionName = useMissionName();
  const { country: nameOf } = useFormats();

  async function load(typed: string, signal: AbortSignal) {
    const query = typed.trim();
    const other: TargetOption = { is: 'other' };
    if (query === '') return [other];
    const named = countriesNamedIn(query);
    const [missions, visits] = await Promise.all([
      findMissions(query, signal),
      findVisits(query, signal),
    ]).catch((error: unknown): [Mission[], Visit[]] => {
      // A country can be picked without a server.
      if (signal.aborted || named.length === 0) throw error;
      return [[], []];
    });
    const codes = named.length > 0 ? named : [...new Set(missions.map(({ sending }) => sending))];
    const countries = codes
      .slice(0, mostCountries)
      .map((country): TargetOption => ({ is: 'country', country }));
    return [
      { label: t('missions'), items: missions.map(missionOption) },
      { label: t('visits'), items: visits.map(visitOption) },
      { label: t('countryOnly'), items: [...countries, other] },
    ].filter(({ items }) => items.length > 0);
  }

  function labelOf(option: TargetOption): string {
    switch (option.is) {
      case 'mission':
        return missionName({ ...option.mission, country: option.mission.sending });
      case 'visit':
        return option.visit.title;
      case 'country':
        return nameOf(option.country);
      case 'other':
        return t('other');
    }
  }

  return (
    <Picker
      id={id}
      placeholder={t('placeholder')}
      startWords={t('start')}
      load={load}
      keyOf={keyOfOption}
      labelOf={labelOf}
      renderOption={(option) => <Option option={option} label={labelOf(option)} />}
      onPick={onPick}
    />
  );
}

function Option({ option, label }: { option: TargetOption; label: string }) {
  const t = useTranslations('form.targets');
  const words = useTranslations('words.missionStatuses');
  const { country: nameOf, city: cityOf, date } = useFormats();
  if (option.is === 'other') return <span className="ps-8">{label}</span>;
  const country = countryOf(option);
  return (
    <span className="flex items-start gap-3">
      <Flag country={country} className="mt-1" />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          {label}
          {option.is === 'visit' && option.visit.tlp && <TlpLabel tlp={option.visit.tlp} />}
        </span>
        {option.is === 'mission' && (
          <span className="block text-small text-ink-2">
            {[nameOf(option.mission.host), option.mission.status && words(option.mission.status)]
              .filter(Boolean)
              .join(', ')}
          </span>
        )}
        {option.is === 'visit' && (
          <span className="block text-small text-ink-2">
            {t('visitOf', {
              country: nameOf(option.visit.country),
              place: [
                option.visit.city && cityOf(option.visit.city, option.visit.host),
                nameOf(option.visit.host),
              ]
                .filter(Boolean)
                .join(', '),
              from: date(option.from),
              to: date(option.to),
            })}
          </span>
        )}
      </span>
    </span>
  );
}

function countryOf(option: Exclude<TargetOption, { is: 'other' }>): string {
  switch (option.is) {
    case 'mission':
      return option.mission.sending;
    case 'visit':
      return option.visit.country;
    case 'country':
      return option.country;
  }
}
