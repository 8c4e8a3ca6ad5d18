'use client';

import { useMessages, useTranslations } from 'next-intl';
import * as z from 'zod';
import { isDate } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { isTranslated } from '../../_i18n/problems/problem-params';
import { useFormats, useTypeName } from '../../_i18n/use-formats';

/** The types of records whose values are described here. */
export type DescribedType = 'mission' | 'actor' | 'visit';

const leg = z.object({
  from: z.string(),
  to: z.string(),
  host: z.string().nullish(),
  city: z.string().nullish(),
  place: z.string().nullish(),
  note: z.string().nullish(),
});

/** Names of the fields of a mission, actor or visit, and their values in words; null for an empty value. */
export function useRecordValues(type: DescribedType, actors: Readonly<Record<string, string>> = {}) {
  const t = useTranslations('profiles.fields');
  const values = useTranslations('event.values');
  const words = useTranslations('words');
  const typeName = useTypeName();
  const formats = useFormats();
  const { fields } = useMessages().profiles;

  const moment = (at: string) => `${formats.moment(at)}${isDate(at) ? '' : ` (${formats.zone(at)})`}`;
  const legText = ({ from, to, host, city, place, note }: z.output<typeof leg>) =>
    [
      `${moment(from)} – ${moment(to)}`,
      place,
      city && formats.city(city, host ?? null),
      host && formats.country(host),
      note,
    ]
      .filter(Boolean)
      .join(', ');
  const says: Readonly<Record<string, (text: string) => string | null>> = {
    sending: formats.country,
    host: formats.country,
    country: formats.country,
    city: (text) => formats.city(text, null),
    metro: (text) => formats.city(text, null),
    status: (text) => oneOf(w.missionStatuses, text, (one) => words(`missionStatuses.${one}`)),
    statusSince: moment,
    from: moment,
    to: moment,
    tlp: (text) => oneOf(w.tlps, text, (one) => `TLP:${one.toUpperCase()}`),
    parentId: (text) => actors[text] ?? values('notToBeSeen'),
    type: (text) =>
      type === 'actor'
        ? oneOf(w.actorTypes, text, (one) => words(`actorTypes.${one}`))
        : oneOf(w.missionTypes, text, typeName),
  };

  /** The name of a field by its path: "legs.0.city" is named as the legs. */
  function nameOf(path: string): string {
    const [field = path] = path.split('.');
    return isTranslated(fields.mission, field) && type === 'mission'
      ? t(`mission.${field}`)
      : isTranslated(fields.actor, field) && type === 'actor'
        ? t(`actor.${field}`)
        : isTranslated(fields.visit, field)
          ? t(`visit.${field}`)
          : field;
  }

  function describe(path: string, value: unknown): string | null {
    const [field = path] = path.split('.');
    if (value === null || value === undefined || value === '') return null;
    if (Array.isArray(value)) {
      const parts = value.map((one) => describe(path, one)).filter((one) => one !== null);
      return parts.length === 0 ? null : parts.join('\n');
    }
    const asLeg = leg.safeParse(value);
    if (asLeg.success) return legText(asLeg.data);
    if (typeof value === 'string') return says[field]?.(value) ?? value;
    return String(value);
  }

  return { nameOf, describe };
}

function oneOf<T extends string>(
  values: readonly T[],
  text: string,
  say: (value: T) => string,
): string | null {
  const found = values.find((one) => one === text);
  return found === undefined ? null : say(found);
}
