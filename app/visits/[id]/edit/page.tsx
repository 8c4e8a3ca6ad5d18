import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { FormPage } from '../../../_records/form-page';
import { nullIfNotFound } from '../../../null-if-not-found';
import { VisitForm } from '../../visit-form';

type PageProps = { params: Promise<{ id: string }> };

export default async function EditVisitPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [visit, t] = await Promise.all([read(id.data), getTranslations('profiles.visit')]);
  const title = t('edit');
  return (
    <FormPage title={title}>
      <VisitForm key={visit.id} edited={visit} title={title} />
    </FormPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const visit = await runtime.store.getRecord(who, 'visit', id).catch(nullIfNotFound);
  if (visit === null) notFound();
  return visit;
}
