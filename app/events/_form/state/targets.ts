import type { Country } from '@/db/model/places/countries';
import type { Mission, Visit } from '@/db/model/reference';
import { targetTypeOfMission } from '@/db/model/words';
import { zoneOfPlace } from '../../../_i18n/zone-of-place';
import {
  blankLocation,
  blankTarget,
  type FormState,
  type LocationFields,
  type PickedMission,
  type PickedVisit,
  type TargetFields,
} from './form-state';

/**
 * An option of the target picker. `country` is a country alone; `other` is a target without a mission whose country
 * is still to be chosen.
 */
export type TargetOption =
  | { is: 'mission'; mission: PickedMission }
  | { is: 'visit'; visit: PickedVisit; from: string; to: string }
  /** `host` is the host country named in the text. */
  | { is: 'country'; country: Country; host: Country | null }
  /** Null if the host country is still unknown. */
  | { is: 'all-missions'; country: Country; host: Country | null }
  | { is: 'other' }
  /** A mission missing from the register, to be added first. */
  | { is: 'new-mission' };

export function missionOption({
  id,
  type,
  sending,
  host,
  city,
  metro,
  name,
  lat,
  lon,
  status,
}: Mission): TargetOption {
  return { is: 'mission', mission: { id, type, sending, host, city, metro, name, lat, lon, status } };
}

export function visitOption({ id, country, host, city, title, tlp, from, to }: Visit): TargetOption {
  return { is: 'visit', visit: { id, country, host, city, title, tlp }, from, to };
}

export function keyOfOption(option: TargetOption): string {
  switch (option.is) {
    case 'mission':
      return option.mission.id;
    case 'visit':
      return option.visit.id;
    case 'country':
      return option.country;
    case 'all-missions':
      return `all ${option.country}`;
    case 'other':
    case 'new-mission':
      return option.is;
  }
}

export function targetOfOption(option: Exclude<TargetOption, { is: 'new-mission' }>): TargetFields {
  const blank = blankTarget();
  switch (option.is) {
    case 'mission':
      return {
        ...blank,
        country: option.mission.sending,
        type: targetTypeOfMission(option.mission.type),
        mission: option.mission,
      };
    case 'visit':
      return { ...blank, country: option.visit.country, type: 'delegation', visit: option.visit };
    case 'country':
      return { ...blank, country: option.country, host: option.host };
    case 'all-missions':
      return { ...blank, country: option.country, type: 'all-missions', host: option.host };
    case 'other':
      return blank;
  }
}

/** Replaces the targets. An unedited location follows the first target that has one. */
export function withTargets(form: FormState, targets: TargetFields[]): FormState {
  return { ...form, targets, location: form.location.isFilled ? locationOf(targets) : form.location };
}

function locationOf(targets: readonly TargetFields[]): LocationFields {
  const [placed] = targets.flatMap(
    ({ mission, visit, host }) => mission ?? visit ?? (host === null ? [] : { host, city: null }),
  );
  if (!placed) return blankLocation;
  // The register may have "Arbat District", but the place is known as Moscow.
  const city = ('metro' in placed ? placed.metro : null) ?? placed.city;
  const point = 'lat' in placed && placed.lat !== null && placed.lon !== null ? placed : null;
  return {
    ...blankLocation,
    country: placed.host,
    city: city ?? '',
    lat: point ? String(point.lat) : '',
    lon: point ? String(point.lon) : '',
    // The register's coordinates are those of the mission.
    precision: point ? 'exact' : null,
    timeZone: zoneOfPlace(placed.host, city),
  };
}
