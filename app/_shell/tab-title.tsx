import { useTranslations } from 'next-intl';

/**
 * The title of the tab, in the page itself: Next draws metadata in a step of its own, and with it the tab would
 * lose its title for a moment whenever a page is read again.
 */
export function TabTitle({ children }: { children: string }) {
  const t = useTranslations('shell');
  return <title>{`${children} · ${t('name')}`}</title>;
}
