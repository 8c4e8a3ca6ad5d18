'use client';

import { useTranslations } from 'next-intl';
import type { LiveStatus } from '../../_live/client';
import { useLiveStatus } from '../../_live/provider';
import { LastRecord } from './last-record';

const looks = {
  connecting: { words: 'text-ink-2', dot: 'border-2 border-ink-3' },
  live: { words: 'text-live', dot: 'bg-live' },
  reconnecting: { words: 'text-amber', dot: 'border-2 border-amber' },
  stale: { words: 'text-amber', dot: 'bg-amber' },
} as const;

/** The connection state and the time of the last record. */
export function LiveIndicator() {
  return (
    <div className="flex items-center gap-2.5">
      <LiveStatusLabel status={useLiveStatus().status} />
      <LastRecord isShort className="text-small whitespace-nowrap text-ink-2 max-lg:hidden" />
    </div>
  );
}

export function LiveStatusLabel({ status }: Pick<LiveStatus, 'status'>) {
  const t = useTranslations('board.live');
  const { words, dot } = looks[status];
  return (
    <p className={`flex items-center gap-2 font-medium whitespace-nowrap ${words}`} data-live={status}>
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {t(status)}
    </p>
  );
}
