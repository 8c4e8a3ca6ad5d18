'use client';

import { useTranslations } from 'next-intl';
import { PageLinks } from './page-links';

/** The main navigation. */
export function Nav() {
  const t = useTranslations('shell.nav');
  const pages = [
    { href: '/', name: t('board') },
    { href: '/map', name: t('map') },
    { href: '/countries', name: t('countries') },
    { href: '/missions', name: t('missions') },
    { href: '/actors', name: t('actors') },
    { href: '/visits', name: t('visits') },
  ];
  return <PageLinks label={t('label')} pages={pages} className="max-sm:hidden" />;
}
