import { useTranslations } from 'next-intl';
import { NoticePage } from './_shell/notice-page';

export default function NotFound() {
  const t = useTranslations('errors');
  return <NoticePage title={t('notFoundTitle')}>{t('notFound')}</NoticePage>;
}
