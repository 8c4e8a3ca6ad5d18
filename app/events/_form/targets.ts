import type { Country } from '@/db/model/countries';
import type { Mission, Visit } from '@/db/model/reference';
import { targetTypeOfMission } from '@/db/model/words';
import {
  blankLocation,
  blankTarget,
  type FormState,
  type LocationFields,
  type PickedMission,
  type PickedVisit,
  type TargetFields,
} from './form-state';
import { zoneOfPlace } from './zone-of-place';

/** What the target picker offers; `other` is any target without a mission, of a country still to be chosen. */
export type TargetOption =
  | { is: 'mission'; mission: PickedMission }
  | { is: 'visit'; visit: PickedVisit; from: string; to: string }
  | { is: 'country'; country: Country }
  | { is: 'other' };

export function missionOption({
  id,
  type,
  sending,
  host,
  city,
  name,
  lat,
  lon,
  status,
}: Mission): TargetOption {
  return { is: 'mission', mission: { id, type, sending, host, city, name, lat, lon, status } };
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
    case 'other':
      return 'other';
  }
}

export function targetOfOption(option: TargetOption): TargetFields {
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
      return { ...blank, country: option.country };
    case 'other':
      return blank;
  }
}

/** The form with other targets; a place that nobody has touched follows the first of them that has one. */
export function withTargets(form: FormState, targets: TargetFields[]): FormState {
  return { ...form, targets, location: form.location.isFilled ? locationOf(targets) : form.location };
}

function locationOf(targets: readonly TargetFields[]): LocationFields {
  const [placed] = targets.flatMap(({ mission, visit }) => mission ?? visit ?? []);
  if (!placed) return blankLocation;
  const point = 'lat' in placed && placed.lat !== null && placed.lon !== null ? placed : null;
  return {
    ...blankLocation,
    country: placed.host,
    city: placed.city ?? '',
    lat: point ? String(point.lat) : '',
    lon: point ? String(point.lon) : '',
    // The register's point is that of the mission itself.
    precision: point ? 'exact' : null,
    timeZone: zoneOfPlace(placed.host, placed.city),
  };
}
