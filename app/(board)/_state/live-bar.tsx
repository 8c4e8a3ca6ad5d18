'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../../_i18n/use-formats';
import type { LiveStatus } from '../../_live/client';

/** Says how current the board is while it is not live; empty otherwise. */
export function LiveBar({ live }: { live: LiveStatus }) {
  const t = useTranslations('board.live');
  const { timeOrMoment } = useFormats();
  const when = (millis: number) => timeOrMoment(new Date(millis), new Date());
  return (
    <div role="status" className="live-bar">
      {live.status === 'reconnecting' && (
        <p className="flex h-9 items-center border-b border-amber bg-amber-ground px-5 font-medium text-amber max-sm:px-3.5 max-sm:text-small max-sm:leading-tight">
          {t(live.isRestarting ? 'restartingBar' : 'reconnectingBar', { time: when(live.since) })}
        </p>
      )}
      {live.status === 'stale' && (
        <p className="flex h-9 items-center bg-amber px-5 font-bold text-paper max-sm:px-3.5 max-sm:text-small max-sm:leading-tight">
          {t('staleBar', { time: when(live.asOf) })}
        </p>
      )}
    </div>
  );
}
