import { getTranslations } from 'next-intl/server';
import { FormPage } from '../../_records/form-page';
import { ActorForm } from '../actor-form';

export default async function NewActorPage() {
  const t = await getTranslations('profiles.actors');
  const title = t('add');
  return (
    <FormPage title={title}>
      <ActorForm edited={null} names={{}} title={title} />
    </FormPage>
  );
}
