import { useTranslations } from 'next-intl';
import { NoticePage } from '../_shell/notice-page';

/** Shown instead of a form to users without write access. */
export function ReadOnlyPage() {
  const t = useTranslations('errors');
  return <NoticePage title={t('readerTitle')}>{t('reader')}</NoticePage>;
}
