'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone, useTranslations } from 'next-intl';
import { type Actor, actor, actorInput } from '@/db/model/reference';
import { actorTypes } from '@/db/model/words';
import { actorFormType, blankActor } from '../_records/_form/actor-form-type';
import { LongTextField, SelectField, TextField } from '../_records/_form/form-fields';
import { ParentField } from '../_records/_form/picked-fields';
import { RecordForm } from '../_records/_form/record-form';
import { useRecordForm } from '../_records/_form/use-record-form';
import { pathOfActor } from '../_records/paths';
import { notify } from '../_ui/overlays/notices';

type ActorFormProps = {
  edited: Actor | null;
  /** Names of actors by id. */
  names: Readonly<Record<string, string>>;
  title: string;
};

/** Adds an actor, or changes one. */
export function ActorForm({ edited, names, title }: ActorFormProps) {
  const t = useTranslations('profiles');
  const fields = useTranslations('profiles.fields.actor');
  const words = useTranslations('words.actorTypes');
  const router = useRouter();
  const timeZone = useTimeZone() ?? 'UTC';
  const form = useRecordForm({
    path: 'actors',
    initial: edited ? actorFormType.stateOf(edited, { timeZone, now: 0 }) : blankActor,
    edited,
    form: actorFormType,
    schemas: { input: actorInput, answer: actor },
    onSaved({ id }) {
      notify(t(edited ? 'form.changed' : 'form.added'));
      router.push(pathOfActor(id));
    },
  });
  const { parentId = '', parentName = '' } = form.state.values;
  return (
    <RecordForm
      type="actor"
      title={title}
      saveLabel={edited ? t('form.saveChanges') : t('actors.add')}
      form={form}
      actors={{ ...names, ...(parentId !== '' && parentName !== '' && { [parentId]: parentName }) }}
      back={edited ? pathOfActor(edited.id) : '/actors'}
    >
      <TextField path="name" label={fields('name')} maxLength={200} />
      <LongTextField path="aliases" label={fields('aliases')} hint={t('form.onePerLine')} rows={3} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          path="type"
          label={fields('type')}
          choices={actorTypes.map((value) => ({ value: String(value), label: words(value) }))}
        />
        <ParentField path="parentId" label={fields('parentId')} own={edited?.id ?? null} names={names} />
      </div>
    </RecordForm>
  );
}
