import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { FormPage } from '../../../_records/form-page';
import { nullIfNotFound } from '../../../null-if-not-found';
import { MissionForm } from '../../mission-form';

type PageProps = { params: Promise<{ id: string }> };

export default async function EditMissionPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [mission, t] = await Promise.all([read(id.data), getTranslations('profiles.mission')]);
  const title = t('edit');
  return (
    <FormPage title={title}>
      <MissionForm key={mission.id} edited={mission} title={title} />
    </FormPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const mission = await runtime.store.getRecord(who, 'mission', id).catch(nullIfNotFound);
  if (mission === null) notFound();
  return mission;
}
