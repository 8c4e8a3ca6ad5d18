import { getTranslations } from 'next-intl/server';
import { FormPage } from '../../_records/form-page';
import { MissionForm } from '../mission-form';

export default async function NewMissionPage() {
  const t = await getTranslations('profiles.missions');
  const title = t('add');
  return (
    <FormPage title={title}>
      <MissionForm edited={null} title={title} />
    </FormPage>
  );
}
