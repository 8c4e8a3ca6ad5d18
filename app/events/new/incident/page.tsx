import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewPage } from '../../_form/new-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('form.titles');
  return { title: t('incident') };
}

export default function NewIncidentPage() {
  return <NewPage kind="incident" />;
}
