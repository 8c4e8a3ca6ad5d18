'use client';

import { useTranslations } from 'next-intl';
import { type Severity, severities, type Urgency, urgencies } from '@/db/model/words';
import { Segmented } from '../../../_ui/inputs/segmented';
import { TextInput } from '../../../_ui/inputs/text-input';
import { Textarea } from '../../../_ui/inputs/textarea';
import { SeverityMark } from '../../../_ui/labels/severity';
import { FormField, FormGroup, useForm } from '../state/form-context';

/** Title and summary. */
export function WhatSection() {
  const t = useTranslations('form.what');
  const { form, change } = useForm();
  return (
    <>
      <FormField path="title" label={t('title')} hint={t(`titleHint.${form.kind}`)}>
        {(id) => (
          <TextInput id={id} data-title-field value={form.title} onChange={(title) => change({ title })} />
        )}
      </FormField>
      <FormField path="summary" label={t('summary')} hint={t('summaryHint')}>
        {(id) => (
          <Textarea id={id} value={form.summary} onChange={(summary) => change({ summary })} rows={3} />
        )}
      </FormField>
    </>
  );
}

const chosenSeverities = severities.filter((one): one is Exclude<Severity, 'unknown'> => one !== 'unknown');
const chosenUrgencies = urgencies.filter(
  (one): one is Exclude<Urgency, 'unknown' | 'past'> => one !== 'unknown' && one !== 'past',
);

/** Not preselected; "unknown" if left empty. */
export function SeverityField() {
  const t = useTranslations('form.what');
  const words = useTranslations('words');
  const { form, change } = useForm();
  return (
    <FormGroup path="severity" label={t('severity')} hint={t(`severityHint.${form.kind}`)}>
      <Segmented
        isClearable
        value={form.severity}
        onChange={(severity) => change({ severity })}
        choices={chosenSeverities.map((value) => ({
          value,
          tip: words(`severityMeanings.${value}`),
          label: (
            <>
              <SeverityMark severity={value} />
              {words(`severities.${value}`)}
            </>
          ),
        }))}
      />
    </FormGroup>
  );
}

export function UrgencyField() {
  const t = useTranslations('form.what');
  const words = useTranslations('words.urgencies');
  const { form, changeThreat } = useForm();
  return (
    <FormGroup path="threat.urgency" label={t('urgency')} hint={t('urgencyHint')}>
      <Segmented
        isClearable
        value={form.threat?.urgency ?? null}
        onChange={(urgency) => changeThreat({ urgency })}
        choices={[...chosenUrgencies, ...(form.threat?.urgency === 'past' ? (['past'] as const) : [])].map(
          (value) => ({ value, label: words(value) }),
        )}
      />
    </FormGroup>
  );
}
