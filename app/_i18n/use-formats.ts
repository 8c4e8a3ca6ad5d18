import { useLocale, useMessages, useTimeZone, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Locale } from '@/db/model/locales';
import type { MissionType, TargetType } from '@/db/model/words';
import { createBounded } from './bounded';
import { createFormats, type Formats, spanOf } from './format';
import type { PlaceNames } from './place-names';

/** Of each language: those of one zone take some 40 KB. */
const mostZones = 64;

const byLocale = new Map<Locale, (timeZone: string) => Formats>();

function formatsFor(locale: Locale, timeZone: string, places: PlaceNames): Formats {
  const known = byLocale.get(locale);
  if (known !== undefined) return known(timeZone);
  const formatsOf = createBounded(mostZones, (zone) => createFormats(locale, zone, places));
  byLocale.set(locale, formatsOf);
  return formatsOf(timeZone);
}

/** Dates, times, places and lists in the reader's language and zone; on the server and in the browser. */
export function useFormats(): Formats {
  return formatsFor(useLocale(), useTimeZone() ?? 'UTC', useMessages().places);
}

/** Formats for a named zone, such as that of the place of an event. */
export function useFormatsIn(timeZone: string): Formats {
  return formatsFor(useLocale(), timeZone, useMessages().places);
}

/** How long between two moments, in words: `span` "4 min", `ago` "4 min ago" or "in 2 h". */
export function useSpans() {
  const t = useTranslations('common.span');
  const span = (from: string | Date, to: string | Date) => {
    const { unit, count } = spanOf(new Date(to).getTime() - new Date(from).getTime());
    return unit === 'now' ? t('now') : t(unit, { count });
  };
  const ago = (moment: string | Date, now: Date) => {
    const length = now.getTime() - new Date(moment).getTime();
    const words = span(moment, now);
    if (spanOf(length).unit === 'now') return words;
    return length < 0 ? t('in', { span: words }) : t('ago', { span: words });
  };
  return { span, ago };
}

type Named = { type: MissionType | TargetType; country: string; host: string; city: string | null };

/** "Embassy — Russia, Kabul": built of its parts, uninflected, so that it is right in every language. */
export function useMissionName(): (mission: Named) => string {
  const t = useTranslations('common');
  const typeName = useTypeName();
  const { country: nameOf, city: cityOf } = useFormats();
  return ({ type, country, host, city }) => {
    const parts = { type: typeName(type), country: nameOf(country) };
    return city === null
      ? t('missionNameNoCity', parts)
      : t('missionName', { ...parts, city: cityOf(city, host) });
  };
}

/** The word of a mission's type or a target's. */
export function useTypeName(): (type: MissionType | TargetType) => string {
  const t = useTranslations('words');
  return useMemo(
    () => (type) => (isMissionType(type) ? t(`missionTypes.${type}`) : t(`targetTypes.${type}`)),
    [t],
  );
}

/** The same of a list to choose types from: a country alone is saved under the type of a diplomat. */
export function useTypeChoiceName(): (type: TargetType) => string {
  const t = useTranslations('common');
  const typeName = useTypeName();
  return (type) => (type === 'diplomat' ? t('diplomatOrCountry') : typeName(type));
}

const missionOnly: ReadonlySet<string> = new Set([
  'high-commission',
  'nunciature',
  'consulate-general',
  'honorary-consulate',
  'liaison-office',
  'representative-office',
  'interests-section',
]);

/** The types that both lists share go by the target's word. */
function isMissionType(type: MissionType | TargetType): type is Exclude<MissionType, TargetType> {
  return missionOnly.has(type);
}
