'use client';

import { useTranslations } from 'next-intl';
import { handlings } from '@/db/model/words';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { RecipientsField } from '../fields/recipients-field';
import { TlpField } from '../fields/tlp-field';
import { FormField, useForm } from '../state/form-context';
import { CollapsibleSection } from './collapsible-section';

const paths = ['tlp', 'recipients', 'handling', 'tags'];

/** Marking, recipients, handling and tags. */
export function MarkingSection() {
  const t = useTranslations('form.marking');
  const words = useTranslations('words.handlings');
  const { form, change } = useForm();
  const summary = [
    `TLP:${form.tlp.toUpperCase()}`,
    form.handling !== 'actual' && words(form.handling),
    form.tags.trim(),
  ];
  return (
    <CollapsibleSection title={t('title')} summary={summary.filter(Boolean).join(', ')} paths={paths}>
      <TlpField />
      {form.tlp === 'red' && <RecipientsField />}
      <FormField path="handling" label={t('handling')} hint={t(`handlingMeanings.${form.handling}`)}>
        {(id) => (
          <Select
            id={id}
            choices={handlings.map((value) => ({ value, label: words(value) }))}
            value={form.handling}
            onChange={(handling) => handling && change({ handling })}
          />
        )}
      </FormField>
      <FormField path="tags" label={t('tags')} hint={t('tagsHint')}>
        {(id) => <TextInput id={id} value={form.tags} onChange={(tags) => change({ tags })} />}
      </FormField>
    </CollapsibleSection>
  );
}
