'use client';

import { useTranslations } from 'next-intl';
import { PageLinks } from './page-links';

/** The main navigation. */
export function Nav() {
  const t = useTranslations('shell.nav');
  return (
    <PageLinks
      label={t('label')}
      pages={[
        { href: '/', name: t('board') },
        { href: '/map', name: t('map') },
      ]}
      className="max-sm:hidden"
    />
  );
}
