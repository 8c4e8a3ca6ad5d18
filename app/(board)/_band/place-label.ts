import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import { useFormats, useTypeName } from '../../_i18n/use-formats';

/** "Embassy, Kabul" or "All missions in Afghanistan"; with "no mission named" where only the country is known. */
export function usePlaceLabel(): (entry: Threatened) => string {
  const t = useTranslations('common');
  const typeName = useTypeName();
  const { country: nameOf, city: cityOf } = useFormats();
  return ({ mission, visit, allMissions, type, city, host }) => {
    if (allMissions) return t('allMissionsIn', { host: nameOf(host) });
    const where = city ? cityOf(city, host) : nameOf(host);
    if (type === 'diplomat' && !mission && !visit) return t('noMission', { place: where });
    const place = `${typeName(mission?.type ?? type)}, ${where}`;
    return mission || visit ? place : t('noMission', { place });
  };
}
