import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import { useFormats, useTypeName } from '../../_i18n/use-formats';

type PlaceParts = {
  /** "Embassy"; null where the place says it: "All missions in Afghanistan". */
  type: string | null;
  /** "Kabul", or the country where no city is known. */
  place: string;
  /** The whole label: "Embassy, Kabul", with "no mission named" where only the country is known. */
  label: string;
};

/** Where a threatened mission is, whole and in parts. */
export function usePlaceParts(): (entry: Threatened) => PlaceParts {
  const t = useTranslations('common');
  const typeName = useTypeName();
  const { country: nameOf, city: cityOf } = useFormats();
  return ({ mission, visit, allMissions, type, city, host }) => {
    if (allMissions) {
      const all = t('allMissionsIn', { host: nameOf(host) });
      return { type: null, place: all, label: all };
    }
    const place = city ? cityOf(city, host) : nameOf(host);
    if (type === 'diplomat' && !mission && !visit) {
      return { type: null, place, label: t('noMission', { place }) };
    }
    const named = typeName(mission?.type ?? type);
    const whole = `${named}, ${place}`;
    return { type: named, place, label: mission || visit ? whole : t('noMission', { place: whole }) };
  };
}
