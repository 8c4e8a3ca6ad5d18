'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormats, useMissionName } from '../../_i18n/use-formats';
import type { Mark } from './mark';

/** What a mark stands for in words, and the names of cities. */
export function useMarkName() {
  const t = useTranslations('map');
  const tw = useTranslations('words');
  const missionName = useMissionName();
  const { city: cityOf } = useFormats();
  return useMemo(
    () => ({
      cityOf,
      nameOf(mark: Mark): string {
        const { missions, events, count, threatened } = mark;
        const [mission] = missions;
        const [event] = events;
        const attacked = missions.filter(({ underAttack }) => underAttack).length;
        const severity = tw(`severities.${mark.highest}`);
        const parts: string[] = [];
        if (mission && missions.length === 1) {
          const named = missionName(mission);
          parts.push(
            mission.underAttack
              ? t('attacked', { mission: named, severity })
              : t('threatened', { mission: named, severity }),
          );
        } else if (mission) {
          parts.push(t('missions', { count: missions.length, attacked, severity }));
          if (mission.city) parts.push(cityOf(mission.city, mission.host));
        }
        if (count === 1 && event && !mission) {
          parts.push(`${tw(`kinds.${event.type}`)} ${event.ref}`, severity);
          if (event.precision !== 'exact') parts.push(t(`precision.${event.precision}`));
        } else if (count > 1 || (count === 1 && missions.length === 0)) {
          parts.push(t('records', { count, threatened }));
          if (!mission) parts.push(severity);
        }
        return parts.join(', ');
      },
    }),
    [t, tw, missionName, cityOf],
  );
}
