'use client';

import { useTranslations } from 'next-intl';
import { useMayWrite } from '../_session/viewer';
import { PageLinks } from './page-links';

/** The pages of the program by name, for the header and, where it has no space for them, for the account's menu. */
export function usePages(): { href: string; name: string }[] {
  const t = useTranslations('shell.nav');
  return [
    { href: '/', name: t('board') },
    ...(useMayWrite() ? [{ href: '/review', name: t('review') }] : []),
    { href: '/handover', name: t('handover') },
    { href: '/map', name: t('map') },
    { href: '/trends', name: t('trends') },
    { href: '/countries', name: t('countries') },
    { href: '/missions', name: t('missions') },
    { href: '/actors', name: t('actors') },
    { href: '/visits', name: t('visits') },
  ];
}

/** The main navigation. */
export function Nav() {
  const t = useTranslations('shell.nav');
  return <PageLinks label={t('label')} pages={usePages()} isOneLine className="max-desk:hidden" />;
}
