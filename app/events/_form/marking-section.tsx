'use client';

import { useTranslations } from 'next-intl';
import { handlings, tlps } from '@/db/model/words';
import { Select } from '../../_ui/select';
import { TextInput } from '../../_ui/text-input';
import { TlpLabel } from '../../_ui/tlp';
import { Folded } from './folded';
import { FormField, FormGroup, useForm } from './form-context';

const paths = ['tlp', 'recipients', 'handling', 'tags'];

/** Who may see it, whether it is real, and its tags. */
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
    <Folded title={t('title')} summary={summary.filter(Boolean).join(', ')} paths={paths}>
      <TlpField />
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
    </Folded>
  );
}

/** Each marking with what it means: FIRST TLP 2.0. */
function TlpField() {
  const t = useTranslations('form.marking');
  const words = useTranslations('words.tlps');
  const { form, change } = useForm();
  return (
    <FormGroup path="tlp" label={t('tlp')}>
      <div className="flex flex-col">
        {tlps.map((value) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-baseline gap-3 rounded-control px-1 py-1.5 hover:bg-raise"
          >
            <input
              type="radio"
              name="tlp"
              value={value}
              checked={form.tlp === value}
              onChange={() => change({ tlp: value })}
              className="size-[0.9375rem] shrink-0 translate-y-0.5 cursor-pointer accent-ink"
            />
            <span className="w-34 shrink-0">
              <TlpLabel tlp={value} />
            </span>
            <span className="text-ink-2">{words(`${value}.meaning`)}</span>
          </label>
        ))}
      </div>
      {form.tlp === 'red' && (
        <p className="text-small text-ink-2">
          {form.recipients.length > 0 ? t('redKept', { count: form.recipients.length }) : t('redAlone')}
        </p>
      )}
    </FormGroup>
  );
}
