'use client';

import { useTranslations } from 'next-intl';
import type { LiveStatus } from '../../_live/client';
import { useLiveStatus } from '../../_live/provider';

const looks = {
  connecting: { words: 'text-ink-2', dot: 'border-2 border-ink-3' },
  live: { words: 'text-live', dot: 'bg-live' },
  reconnecting: { words: 'text-amber', dot: 'border-2 border-amber' },
  stale: { words: 'text-amber', dot: 'bg-amber' },
} as const;

/** Live, in a quiet dot and a word; or what it is instead. */
export function LiveWord() {
  return <LiveState status={useLiveStatus().status} />;
}

export function LiveState({ status }: Pick<LiveStatus, 'status'>) {
  const t = useTranslations('board.live');
  const { words, dot } = looks[status];
  return (
    <p className={`flex items-center gap-2 font-medium whitespace-nowrap ${words}`} data-live={status}>
      <span aria-hidden className={`size-2 rounded-full ${dot}`} />
      {t(status)}
    </p>
  );
}
