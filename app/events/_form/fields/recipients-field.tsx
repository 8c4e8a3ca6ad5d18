'use client';

import { useTranslations } from 'next-intl';
import { fold } from '@/db/model/values/fold';
import { MultiCombobox } from '../../../_ui/inputs/combobox/multi-combobox';
import { useRecipientName } from '../../_names/recipient-name';
import { fetchPeople, type Person } from '../../_people/people';
import { FormField, useForm, usePendingText } from '../state/form-context';

/** Who may see a red record besides its creator. */
export function RecipientsField() {
  const t = useTranslations('form.marking');
  const { form, change, who, createdBy, people } = useForm();
  const nameOf = useRecipientName(people ?? {});
  const author = createdBy ?? who.id;
  const open = usePendingText('recipients');
  const isAlone = people !== null && Object.keys(people).every((id) => id === author);
  if (isAlone && form.recipients.length === 0)
    return <p className="text-small text-ink-2">{t('redAlone')}</p>;

  async function load(query: string, signal: AbortSignal): Promise<Person[]> {
    const sought = fold(query.trim());
    const found = await fetchPeople(signal);
    return found.filter(({ id, name }) => id !== author && fold(name).includes(sought));
  }

  return (
    <FormField path="recipients" label={t('recipients')} hint={t('recipientsHint')}>
      {(fieldId) => (
        <MultiCombobox<Person>
          id={fieldId}
          {...open}
          values={form.recipients.map((id) => ({ id, name: people === null ? '…' : nameOf(id) }))}
          load={load}
          keyOf={({ id }) => id}
          labelOf={({ name }) => name}
          onChange={(chosen) => change({ recipients: chosen.map(({ id }) => id) })}
        />
      )}
    </FormField>
  );
}
