'use client';

import { useTranslations } from 'next-intl';
import type { LiveStatus } from '../../_live/client';

/** The tab's title, which begins with the connection state if the page is not live. */
export function useLiveTitle({ status }: LiveStatus): (title: string) => string {
  const t = useTranslations('board');
  const isLost = status === 'reconnecting' || status === 'stale';
  return (title) => (isLost ? t('notLive', { title }) : title);
}
