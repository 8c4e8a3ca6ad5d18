import { useTranslations } from 'next-intl';
import { NoticePage } from '../_shell/notice-page';

/** Stands where a form would, for those who may read and not write. */
export function ReadersPage() {
  const t = useTranslations('errors');
  return <NoticePage title={t('readerTitle')}>{t('reader')}</NoticePage>;
}
