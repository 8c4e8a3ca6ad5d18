import { getTranslations } from 'next-intl/server';
import { FormPage } from '../../_records/form-page';
import { VisitForm } from '../visit-form';

export default async function NewVisitPage() {
  const t = await getTranslations('profiles.visits');
  const title = t('add');
  return (
    <FormPage title={title}>
      <VisitForm edited={null} title={title} />
    </FormPage>
  );
}
