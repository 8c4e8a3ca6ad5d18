'use client';

import { useTranslations } from 'next-intl';
import { useLogging } from './_log/log-context';

/**
 * The title of the tab, in the page itself: Next draws metadata in a step of its own, and with it the tab would
 * lose its title for a moment whenever a page is read again. A form that lies over the page has its own.
 */
export function TabTitle({ children }: { children: string }) {
  const t = useTranslations('shell');
  const { kind } = useLogging();
  return kind === null && <title>{`${children} · ${t('name')}`}</title>;
}
