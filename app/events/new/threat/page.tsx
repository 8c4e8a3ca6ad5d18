import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewPage } from '../../_form/new-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('form.titles');
  return { title: t('threat') };
}

export default function NewThreatPage() {
  return <NewPage kind="threat" />;
}
