import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { FormPage } from '../../../_records/form-page';
import { nullIfNotFound } from '../../../null-if-not-found';
import { ActorForm } from '../../actor-form';

type PageProps = { params: Promise<{ id: string }> };

export default async function EditActorPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [{ actor, names }, t] = await Promise.all([read(id.data), getTranslations('profiles.actor')]);
  const title = t('edit');
  return (
    <FormPage title={title}>
      <ActorForm key={actor.id} edited={actor} names={names} title={title} />
    </FormPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const actor = await runtime.store.getRecord(who, 'actor', id).catch(nullIfNotFound);
  if (actor === null) notFound();
  const { parentId } = actor;
  const parent = parentId && (await runtime.store.getRecord(who, 'actor', parentId).catch(nullIfNotFound));
  return { actor, names: parent ? { [parent.id]: parent.name } : {} };
}
