'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../../_i18n/use-formats';
import { useLiveStatus } from '../../_live/provider';

/** "as of 14:02" while the board is stale, otherwise null. */
export function useStamp(): string | null {
  const t = useTranslations('board.band');
  const { time, date, dayKey } = useFormats();
  const { status, asOf } = useLiveStatus();
  if (status !== 'stale') return null;
  const moment = new Date(asOf);
  const isToday = dayKey(moment) === dayKey(new Date());
  return t('asOf', { time: isToday ? time(moment) : `${date(moment)}, ${time(moment)}` });
}

/** The same as a label. */
export function Stamp() {
  const stamp = useStamp();
  return (
    stamp && (
      <span className="rounded-mark border border-amber px-1.5 text-small font-medium whitespace-nowrap text-amber">
        {stamp}
      </span>
    )
  );
}
