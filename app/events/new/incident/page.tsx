import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { getRuntime } from '@/server/runtime';
import { NewPage } from '../../_form/new-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('form.titles');
  return { title: t('incident') };
}

export default async function NewIncidentPage() {
  return <NewPage kind="incident" who={getRuntime().principalOf(await headers())} />;
}
