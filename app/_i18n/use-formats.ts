import { useLocale, useMessages, useTimeZone, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Locale } from '@/db/model/locales';
import { memoizeLru } from '@/db/model/values/memoize-lru';
import type { MissionType, TargetType } from '@/db/model/words';
import { createFormats, type Formats, spanOf } from './format';
import type { PlaceNames } from './place-names';

/** Per language; the formats of one time zone take about 40 KB. */
const maxZones = 64;

const byLocale = new Map<Locale, (timeZone: string) => Formats>();

function formatsFor(locale: Locale, timeZone: string, places: PlaceNames): Formats {
  const known = byLocale.get(locale);
  if (known !== undefined) return known(timeZone);
  const formatsOf = memoizeLru(maxZones, (zone) => createFormats(locale, zone, places));
  byLocale.set(locale, formatsOf);
  return formatsOf(timeZone);
}

/**
 * Formats for dates, times, places and lists in the user's language and time zone, on the server and in the browser.
 */
export function useFormats(): Formats {
  return formatsFor(useLocale(), useTimeZone() ?? 'UTC', useMessages().places);
}

/** The same for another time zone, such as that of an event. */
export function useFormatsIn(timeZone: string): Formats {
  return formatsFor(useLocale(), timeZone, useMessages().places);
}

/** A duration in words: `span` "4 min", `ago` "4 min ago" or "in 2 h". */
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

/** "Embassy — Russia, Kabul": built from uninflected parts, so that it is correct in every language. */
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

/** The name of a mission type or target type. */
export function useTypeName(): (type: MissionType | TargetType) => string {
  const t = useTranslations('words');
  return useMemo(
    () => (type) => (isMissionType(type) ? t(`missionTypes.${type}`) : t(`targetTypes.${type}`)),
    [t],
  );
}

/** The same for a list of types to choose from: "diplomat" also stands for a country without a mission. */
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

/** Types in both lists use the target type's name. */
function isMissionType(type: MissionType | TargetType): type is Exclude<MissionType, TargetType> {
  return missionOnly.has(type);
}
