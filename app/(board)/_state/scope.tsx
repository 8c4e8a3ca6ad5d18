'use client';

import { useTranslations } from 'next-intl';
import { useClearance } from '../../_session/viewer';

/** "in records you may read, up to GREEN": the scope of a count or an empty list. */
export function Scope({ className }: { className?: string }) {
  const t = useTranslations('common');
  return <span className={className}>{t('scope', { tlp: useClearance().toUpperCase() })}</span>;
}
