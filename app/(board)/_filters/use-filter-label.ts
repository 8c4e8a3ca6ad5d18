'use client';

import { useTranslations } from 'next-intl';
import type { Facets } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { FilterName } from '@/db/model/filter';
import * as w from '@/db/model/words';
import { dayOfLimit, instantOfLimit } from '../../_i18n/period-days';
import { useFormats, useMissionName, useTypeChoiceName } from '../../_i18n/use-formats';
import type { MissionPlaces } from './filter-names';

export type FilterLabel = (name: FilterName, value: string) => string;

/** Sources of the names of actors and missions. */
type Named = {
  /** Null while the events are being counted. */
  facets: Facets | null;
  events: ReadonlyMap<string, Event>;
  /** Missions named in the address. */
  places?: MissionPlaces;
  /** Whether to use short country names, as on chips. */
  isShort?: boolean;
};

/** A filter value as text: "China", "Severe", "From 1 Jan 2023". */
export function useFilterLabel({ facets, events, places, isShort = false }: Named): FilterLabel {
  const t = useTranslations('words');
  const tf = useTranslations('board.filters');
  const formats = useFormats();
  const country = isShort ? formats.shortCountry : formats.country;
  const typeName = useTypeChoiceName();
  const missionName = useMissionName();
  const find = <T extends string>(words: readonly T[], value: string) => words.find((word) => word === value);

  const actorName = (id: string) =>
    facets?.actor.find(({ value }) => value === id)?.name ??
    [...events.values()].flatMap(({ actors }) => actors).find(({ actorId }) => actorId === id)?.name;
  const nameOfMission = (id: string) => {
    const place = places?.[id];
    if (place) return missionName({ ...place, country: place.sending });
    const target = [...events.values()]
      .flatMap(({ targets }) => targets)
      .find(({ missionId }) => missionId === id);
    return target?.mission && missionName({ ...target.mission, country: target.country });
  };

  const limit = (name: 'from' | 'to', value: string) =>
    formats.moment(dayOfLimit(name, value, formats.timeZone) ?? instantOfLimit(name, value));

  const words: Record<FilterName, (value: string) => string | null | undefined> = {
    targeted: country,
    host: (value) => tf('inHost', { country: country(value) }),
    kind: (value) => map(find(w.kinds, value), (word) => t(`kindsPlural.${word}`)),
    targetType: (value) => map(find(w.targetTypes, value), typeName),
    attackType: (value) => map(find(w.attackTypes, value), (word) => t(`attackTypes.${word}`)),
    actor: actorName,
    mission: nameOfMission,
    severity: (value) => map(find(w.severities, value), (word) => t(`severities.${word}`)),
    status: (value) => map(find(w.threatStatuses, value), (word) => t(`threatStatuses.${word}`)),
    phase: (value) => map(find(w.phases, value), (word) => t(`phases.${word}`)),
    verification: (value) => map(find(w.verifications, value), (word) => t(`verifications.${word}.word`)),
    handling: (value) => map(find(w.handlings, value), (word) => t(`handlings.${word}`)),
    tlp: (value) => `TLP:${value.toUpperCase()}`,
    tag: (value) => `#${value}`,
    diplomatic: (value) => tf(value === 'true' ? 'diplomatic' : 'notDiplomatic'),
    from: (value) => tf('fromDate', { date: limit('from', value) }),
    to: (value) => tf('toDate', { date: limit('to', value) }),
    q: (value) => tf('quoted', { words: value }),
    bbox: () => tf('area'),
    nearCountries: (value) => tf('nearCountry', { country: country(value) }),
    nearMissions: (value) =>
      map(nameOfMission(value) ?? undefined, (mission) => tf('nearMission', { mission })),
    radiusKm: (value) => tf('radius', { km: value }),
  };
  return (name, value) => words[name](value) ?? value;
}

function map<T, R>(value: T | undefined, words: (value: T) => R): R | undefined {
  return value === undefined ? undefined : words(value);
}
