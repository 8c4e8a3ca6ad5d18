'use client';

import { useTranslations } from 'next-intl';
import { useLogging } from './_log/log-context';

/**
 * The tab's title, rendered in the page: Next renders metadata separately, and the tab would lose its title for a
 * moment on each refresh. A form that covers the page has its own title.
 */
export function TabTitle({ children }: { children: string }) {
  const t = useTranslations('shell');
  const { kind } = useLogging();
  return kind === null && <title>{`${children} · ${t('name')}`}</title>;
}
