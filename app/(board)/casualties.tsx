'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../_i18n/use-formats';

const figures = ['killed', 'wounded', 'hostages'] as const;

/** "6 killed, 2 of them staff"; empty if there are no casualties or nothing is known. */
export function Casualties({ events, className = '' }: { events: readonly Event[]; className?: string }) {
  const t = useTranslations('board.casualties');
  const { count } = useFormats();
  const words = events.flatMap(({ incident }) =>
    figures.flatMap((figure) => {
      const range = incident?.[figure];
      if (!incident || !range || range.max === 0) return [];
      const staff =
        figure === 'killed' ? incident.staffKilled : figure === 'wounded' ? incident.staffWounded : null;
      const all = t(figure, { count: count(range), most: range.max });
      return staff && staff.max > 0 ? t('staff', { all, count: count(staff), most: staff.max }) : all;
    }),
  );
  return words.map((word) => (
    <span key={word} className={`whitespace-nowrap ${className}`}>
      {word}
    </span>
  ));
}
