'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { maxKeyDays } from '@/db/model/access/account';
import type { LegacyKeyScope, Tlp } from '@/db/model/words';
import { callSignedIn } from '../_session/account-api';
import { EntryForm } from '../_session/entry-form';
import { useSend } from '../_session/use-send';
import { Checkbox } from '../_ui/inputs/checkbox';
import { Field, FieldGroup } from '../_ui/inputs/field';
import { Segmented } from '../_ui/inputs/segmented';
import { Select } from '../_ui/inputs/select';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';

type KeyFormProps = {
  clearances: readonly Tlp[];
  mayWrite: boolean;
  onMade: (made: { name: string; key: string }) => void;
};

type Problems = { name?: 'name'; days?: 'days' };

/** The form for a new API key. */
export function KeyForm({ clearances, mayWrite, onMade }: KeyFormProps) {
  const t = useTranslations('account.keys');
  const tp = useTranslations('access.problems');
  const tw = useTranslations('words.tlps');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [problems, setProblems] = useState<Problems>({});
  const [scope, setScope] = useState<LegacyKeyScope>('read');
  const [readsRed, setReadsRed] = useState(false);
  const [clearance, setClearance] = useState<Tlp>(clearances[0] ?? 'clear');

  async function make(form: HTMLFormElement): Promise<void> {
    const name = formText(form, 'name').trim();
    const days = Number(formText(form, 'days'));
    const found: Problems = {
      ...(name === '' && { name: 'name' }),
      ...(!(Number.isInteger(days) && days >= 1 && days <= maxKeyDays) && { days: 'days' }),
    };
    setProblems(found);
    setTrouble(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus();
      return;
    }
    const scopes = [scope, ...(readsRed ? ['red'] : [])];
    const answered = await send(() =>
      callSignedIn<{ name: string; key: string }>('POST', '/api/keys', { name, scopes, clearance, days }),
    );
    if (answered?.is === 'done') onMade(answered.body);
  }

  return (
    <EntryForm onSend={make} send={t('make')} isBusy={isBusy} trouble={trouble} className="max-w-sm">
      <Field label={t('name')} hint={t('nameHint')} error={problems.name && tp(problems.name)}>
        <UncontrolledInput name="name" autoComplete="off" autoCapitalize="sentences" maxLength={120} />
      </Field>
      <FieldGroup label={t('scope')} hint={mayWrite ? undefined : t('readAlone')}>
        <Segmented
          choices={(mayWrite ? (['read', 'write'] as const) : (['read'] as const)).map((value) => ({
            value,
            label: t(`scopes.${value}`),
          }))}
          value={scope}
          onChange={(next) => next && setScope(next)}
        />
      </FieldGroup>
      <Field label={t('clearance')} hint={t('clearanceHint')}>
        <Select
          choices={clearances.map((value) => ({
            value,
            label: `TLP:${value.toUpperCase()} — ${tw(`${value}.meaning`)}`,
          }))}
          value={clearance}
          onChange={(next) => next && setClearance(next)}
        />
      </Field>
      <Checkbox isChecked={readsRed} onChange={setReadsRed}>
        {t('red')}
      </Checkbox>
      <Field label={t('days')} error={problems.days && tp(problems.days)}>
        <UncontrolledInput
          name="days"
          autoComplete="off"
          inputMode="numeric"
          defaultValue="90"
          maxLength={4}
        />
      </Field>
    </EntryForm>
  );
}
