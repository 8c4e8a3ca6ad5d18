'use client';

import { useTranslations } from 'next-intl';
import type { LiveStatus } from '../../_live/client';

/** A tab's title, which says first where the page is not live. */
export function useLiveTitle({ status }: LiveStatus): (title: string) => string {
  const t = useTranslations('board');
  const isLost = status === 'reconnecting' || status === 'stale';
  return (title) => (isLost ? t('notLive', { title }) : title);
}
