'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Mission } from '@/db/model/reference';
import { useFormats, useMissionName, useTypeName } from '../../../_i18n/use-formats';
import { Picker } from '../../../_ui/inputs/combobox/picker';
import { Flag } from '../../../_ui/labels/flag';
import { TlpLabel } from '../../../_ui/labels/tlp';
import { countriesNamedIn } from '../country-search';
import { findMissions, findVisits } from '../lookups';
import { exactTarget, offerFor } from '../picking/target-options';
import { useForm, usePendingText } from '../state/form-context';
import { keyOfOption, type TargetOption } from '../state/targets';

type TargetPickerProps = {
  id: string;
  /** `typed` is the text in the picker. */
  onPick: (option: TargetOption, typed: string) => void;
};

/**
 * Finds missions and visits by country or city. A country alone and all its missions can always be picked, and come
 * first if the text names nothing else. A mission missing from the register can be added.
 */
export function TargetPicker({ id, onPick }: TargetPickerProps) {
  const t = useTranslations('form.targets');
  const locale = useLocale();
  const { form } = useForm();
  const open = usePendingText('targets');
  const labelOf = useOptionLabel();
  const missionName = useMissionName();
  const { country } = useFormats();
  // The name has no city, so missions of the same name are ordered by host.
  const nameOf = (mission: Mission) =>
    `${missionName({ ...mission, country: mission.sending })} ${country(mission.host)}`;

  async function load(typed: string, signal: AbortSignal) {
    const query = typed.trim();
    const other: TargetOption = { is: 'other' };
    if (query === '') return [other];
    const found = await Promise.all([findMissions(query, signal), findVisits(query, signal)]).catch(
      (error: unknown) => {
        // A country can be picked without the server.
        if (signal.aborted || countriesNamedIn(query).length === 0) throw error;
        return null;
      },
    );
    const [missions, visits] = found ?? [[], []];
    // Computed once: sorting 200 missions compares each name several times.
    const names = new Map(missions.map((mission) => [mission.id, nameOf(mission)]));
    const { compare } = new Intl.Collator(locale);
    const offer = offerFor(query, {
      missions,
      visits,
      host: form.location.country,
      compare: (one, other) => compare(names.get(one.id) ?? '', names.get(other.id) ?? ''),
    });
    const whole = { label: t('whole'), items: offer.whole };
    if (found === null) return [whole, { label: t('else'), items: [other] }];
    const listed = [
      {
        label: offer.hidden > 0 ? t('missionsOf', { shown: offer.missions.length }) : t('missions'),
        items: offer.missions,
      },
      { label: t('visits'), items: offer.visits },
    ];
    const isLacking = offer.missions.length === 0 && !offer.isWholeFirst;
    const lacking = {
      label: offer.missions.length === 0 ? t('noSuchMission') : t('notFound'),
      items: [{ is: 'new-mission' as const }, ...(isLacking ? [] : [other])],
    };
    const groups = offer.isWholeFirst
      ? [whole, ...listed, lacking]
      : isLacking
        ? [...listed, lacking, whole, { label: t('else'), items: [other] }]
        : [...listed, whole, lacking];
    return groups.filter(({ items }) => items.length > 0);
  }

  return (
    <Picker<TargetOption>
      id={id}
      placeholder={t('placeholder')}
      startText={t('start')}
      load={load}
      {...open}
      findExact={exactTarget}
      keyOf={keyOfOption}
      labelOf={labelOf}
      renderOption={(option) => <Option option={option} label={labelOf(option)} />}
      onPick={onPick}
    />
  );
}

function useOptionLabel(): (option: TargetOption) => string {
  const t = useTranslations('form.targets');
  const tc = useTranslations('common');
  const missionName = useMissionName();
  const typeName = useTypeName();
  const { country: nameOf } = useFormats();
  return (option) => {
    switch (option.is) {
      case 'mission':
        return missionName({ ...option.mission, country: option.mission.sending });
      case 'visit':
        return option.visit.title;
      case 'country':
        return tc('countryOnlyOf', { country: nameOf(option.country) });
      case 'all-missions': {
        const all = `${typeName('all-missions')} — ${nameOf(option.country)}`;
        return option.host === null ? all : `${all}, ${nameOf(option.host)}`;
      }
      case 'other':
        return t('other');
      case 'new-mission':
        return t('addToRegister');
    }
  };
}

function Option({ option, label }: { option: TargetOption; label: string }) {
  if (option.is === 'other' || option.is === 'new-mission') return <span className="ps-8">{label}</span>;
  return (
    <span className="flex items-start gap-3">
      <Flag country={countryOf(option)} className="mt-1" />
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          {label}
          {option.is === 'visit' && option.visit.tlp && <TlpLabel tlp={option.visit.tlp} />}
        </span>
        <OptionAbout option={option} />
      </span>
    </span>
  );
}

function OptionAbout({ option }: { option: TargetOption }) {
  const t = useTranslations('form.targets');
  const words = useTranslations('words.missionStatuses');
  const { country: nameOf, city: cityOf, date } = useFormats();
  if (option.is === 'mission') {
    const { city, metro, host, status } = option.mission;
    const about = [metro !== city && metro && cityOf(metro, host), nameOf(host), status && words(status)];
    return <span className="block text-small text-ink-2">{about.filter(Boolean).join(', ')}</span>;
  }
  if (option.is === 'all-missions' && option.host === null)
    return <span className="block text-small text-ink-2">{t('hostIsAsked')}</span>;
  if (option.is !== 'visit') return null;
  const { city, host, country } = option.visit;
  return (
    <span className="block text-small text-ink-2">
      {t('visitOf', {
        country: nameOf(country),
        place: [city && cityOf(city, host), nameOf(host)].filter(Boolean).join(', '),
        from: date(option.from),
        to: date(option.to),
      })}
    </span>
  );
}

function countryOf(option: Exclude<TargetOption, { is: 'other' | 'new-mission' }>): string {
  switch (option.is) {
    case 'mission':
      return option.mission.sending;
    case 'visit':
      return option.visit.country;
    case 'country':
    case 'all-missions':
      return option.country;
  }
}
