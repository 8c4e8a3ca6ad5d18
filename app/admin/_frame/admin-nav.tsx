'use client';

import { useTranslations } from 'next-intl';
import { PageLinks } from '../../_shell/page-links';

export function AdminNav() {
  const t = useTranslations('admin.nav');
  const pages = [
    { href: '/admin/people', name: t('people') },
    { href: '/admin/audit', name: t('audit') },
    { href: '/status', name: t('status') },
  ];
  return <PageLinks label={t('label')} pages={pages} />;
}
