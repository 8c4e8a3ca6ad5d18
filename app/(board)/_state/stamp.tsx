'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../../_i18n/use-formats';
import { useLiveStatus } from '../../_live/provider';

/** "as of 14:02" while the board is stale, otherwise null. */
export function useStamp(): string | null {
  const t = useTranslations('board.threats');
  const { timeOrMoment } = useFormats();
  const { status, asOf } = useLiveStatus();
  if (status !== 'stale') return null;
  return t('asOf', { time: timeOrMoment(new Date(asOf), new Date()) });
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
