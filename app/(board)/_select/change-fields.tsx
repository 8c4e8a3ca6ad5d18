'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { fold } from '@/db/model/values/fold';
import { severities, targetOutcomes, tlpRank, tlps, verifications } from '@/db/model/words';
import { useClearance, useViewerId } from '../../_session/viewer';
import { MultiCombobox } from '../../_ui/inputs/combobox/multi-combobox';
import { Field } from '../../_ui/inputs/field';
import { Select } from '../../_ui/inputs/select';
import { TextInput } from '../../_ui/inputs/text-input';
import { fetchPeople, type Person } from '../../events/_people/people';
import { type ChangeField, changeFields, type EnteredChange } from './change';

type ChangeFieldsProps = {
  entered: EnteredChange;
  onChange: (entered: EnteredChange) => void;
  /** Whether what is missing is said. */
  isTried: boolean;
};

/** What to change, and to what. */
export function ChangeFields({ entered, onChange, isTried }: ChangeFieldsProps) {
  const t = useTranslations('select');
  const self = useViewerId();
  const choices = useChoices(entered.field);
  const { field, value } = entered;
  const set = (more: Partial<EnteredChange>) => onChange({ ...entered, ...more });
  return (
    <>
      <Field label={t('field')}>
        <Select
          choices={changeFields.map((one) => ({ value: one, label: t(`fields.${one}`) }))}
          value={field}
          onChange={(next) => next && set({ field: next, value: null })}
        />
      </Field>
      {field === 'tags' ? (
        <>
          <Field
            label={t('addTags')}
            hint={t('tagsHint')}
            isOptional
            error={isTried && !hasTags(entered) ? t('tagsNeeded') : null}
          >
            <TextInput value={entered.addedTags} onChange={(addedTags) => set({ addedTags })} />
          </Field>
          <Field label={t('removeTags')} isOptional>
            <TextInput value={entered.removedTags} onChange={(removedTags) => set({ removedTags })} />
          </Field>
        </>
      ) : (
        <Field
          label={t('value')}
          hint={field === 'status' ? t('statusHint') : undefined}
          error={isTried && value === null ? t('valueNeeded') : null}
        >
          <Select
            choices={choices}
            value={value}
            placeholder={t('choose')}
            onChange={(next) => set({ value: next, recipients: next === 'red' ? [self] : [] })}
          />
        </Field>
      )}
      {field === 'tlp' && value === 'red' && (
        <Recipients chosen={entered.recipients} onChange={(recipients) => set({ recipients })} />
      )}
    </>
  );
}

function hasTags({ addedTags, removedTags }: EnteredChange): boolean {
  return `${addedTags}${removedTags}`.trim() !== '';
}

/** The values of a field. A threat becomes current one by one, since each needs its validity. */
function useChoices(field: ChangeField): { value: string; label: string }[] {
  const words = useTranslations('words');
  const clearance = useClearance();
  switch (field) {
    case 'verification':
      return verifications.map((value) => ({ value, label: words(`verifications.${value}.word`) }));
    case 'severity':
      return severities.map((value) => ({ value, label: words(`severities.${value}`) }));
    case 'status':
      return targetOutcomes.map((value) => ({ value, label: words(`threatStatuses.${value}`) }));
    case 'handling':
      return (['actual', 'example'] as const).map((value) => ({ value, label: words(`handlings.${value}`) }));
    case 'tlp':
      return tlps
        .filter((tlp) => tlp === 'red' || tlpRank(tlp) <= tlpRank(clearance))
        .map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }));
    case 'tags':
      return [];
  }
}

type RecipientsProps = { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void };

/** Who may see the records once they are red, besides those who logged them. The reader stays one of them. */
function Recipients({ chosen, onChange }: RecipientsProps) {
  const t = useTranslations('select');
  const self = useViewerId();
  const [typed, setTyped] = useState('');
  const [people, setPeople] = useState<readonly Person[]>([]);

  async function load(query: string, signal: AbortSignal): Promise<Person[]> {
    const found = await fetchPeople(signal);
    setPeople(found);
    const sought = fold(query.trim());
    return found.filter(({ id, name }) => id !== self && fold(name).includes(sought));
  }

  return (
    <Field label={t('recipients')} hint={t('recipientsHint')} isOptional>
      <MultiCombobox<Person>
        typed={typed}
        onTyped={setTyped}
        values={people.filter(({ id }) => id !== self && chosen.includes(id))}
        load={load}
        keyOf={({ id }) => id}
        labelOf={({ name }) => name}
        onChange={(next) => onChange([self, ...next.map(({ id }) => id)])}
      />
    </Field>
  );
}
