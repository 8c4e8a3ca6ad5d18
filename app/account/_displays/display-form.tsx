'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { View } from '@/db/model/records/view';
import type { Tlp } from '@/db/model/words';
import { callSignedIn } from '../../_session/account-api';
import { EntryForm } from '../../_session/entry-form';
import { useSend } from '../../_session/use-send';
import { Field } from '../../_ui/inputs/field';
import { Select } from '../../_ui/inputs/select';
import { formText, UncontrolledInput } from '../../_ui/inputs/uncontrolled-input';
import { useViews } from '../../(board)/_views/use-views';
import type { LinkedDisplay } from './new-display-link';

type DisplayFormProps = { clearances: readonly Tlp[]; onMade: (made: LinkedDisplay) => void };
type Problem = 'name' | 'view' | 'full';

/** The form for a new wall display. */
export function DisplayForm({ clearances, onMade }: DisplayFormProps) {
  const t = useTranslations('account.displays');
  const tw = useTranslations('words.tlps');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [problem, setProblem] = useState<Problem | null>(null);
  const shared = useViews().views?.filter((one) => one.shared) ?? [];
  const [viewId, setViewId] = useState<string | null>(null);
  const saved = shared.find(({ id }) => id === viewId);
  const [clearance, setClearance] = useState<Tlp>(clearances[0] ?? 'clear');

  async function make(form: HTMLFormElement): Promise<void> {
    const name = formText(form, 'name').trim();
    setTrouble(null);
    setProblem(name === '' ? 'name' : null);
    if (name === '') return form.querySelector<HTMLInputElement>('input[name="name"]')?.focus();
    const body = { name, clearance, view: saved ? addressOfView(saved) : viewIn(formText(form, 'view')) };
    const answered = await send(() => callSignedIn<LinkedDisplay>('POST', '/api/display-links', body));
    if (answered?.is === 'done') return onMade(answered.body);
    if (answered?.is !== 'invalid') return;
    setTrouble(null);
    const isView = answered.errors.some(({ path }) => path === 'view');
    setProblem(isView ? 'view' : 'full');
    form.querySelector<HTMLInputElement>(`input[name="${isView ? 'view' : 'name'}"]`)?.focus();
  }

  return (
    <EntryForm onSend={make} send={t('make')} isBusy={isBusy} trouble={trouble} className="max-w-sm">
      <Field
        label={t('name')}
        hint={t('nameHint')}
        error={problem === 'name' || problem === 'full' ? t(`problems.${problem}`) : undefined}
      >
        <UncontrolledInput name="name" autoComplete="off" autoCapitalize="sentences" maxLength={120} />
      </Field>
      {shared.length > 0 && (
        <Field label={t('saved')} hint={t('savedHint')}>
          <Select
            choices={shared.map(({ id, name }) => ({ value: id, label: name }))}
            value={viewId}
            onChange={setViewId}
            placeholder={t('noSaved')}
          />
        </Field>
      )}
      {!saved && (
        <Field
          label={t('view')}
          hint={t('viewHint')}
          error={problem === 'view' ? t('problems.view') : undefined}
        >
          <UncontrolledInput name="view" autoComplete="off" spellCheck={false} maxLength={2100} />
        </Field>
      )}
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
    </EntryForm>
  );
}

/** The view, and its filter of today for when it is gone. */
function addressOfView({ id, query }: View): string {
  return `${query}${query && '&'}view=${id}`;
}

/** People paste the address of the board; what counts is its filter. */
function viewIn(given: string): string {
  const query = new URLSearchParams(queryIn(given));
  for (const name of ['view', 'sort', 'event']) query.delete(name);
  return query.toString().replaceAll('%2C', ',');
}

function queryIn(given: string): string {
  const typed = given.trim();
  const question = typed.indexOf('?');
  if (question >= 0) return typed.slice(question + 1).split('#', 1)[0] ?? '';
  return /^[a-z]+:\/\/|^\//i.test(typed) ? '' : typed;
}
