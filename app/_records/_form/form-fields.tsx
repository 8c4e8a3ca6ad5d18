'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import { Field } from '../../_ui/inputs/field';
import { Select } from '../../_ui/inputs/select';
import { TextInput } from '../../_ui/inputs/text-input';
import { Textarea } from '../../_ui/inputs/textarea';
import { TypedTime } from '../../events/_form/fields/time-field';
import { idOf, useProblemMessage } from '../../events/_form/state/form-context';
import type { FieldProblem } from '../../events/_form/state/problems';
import type { RecordState } from './record-state';

type FormContextValue = {
  state: RecordState;
  setState(change: (before: RecordState) => RecordState): void;
  problems: readonly FieldProblem[];
};

const Context = createContext<FormContextValue | null>(null);

export function RecordFormProvider({ value, children }: { value: FormContextValue; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useRecordFormState(): FormContextValue {
  const context = use(Context);
  if (context === null) throw new Error('Use this inside RecordFormProvider');
  return context;
}

/** A field by its path: "city", or "legs.0.city" for one of a leg. */
export function useRecordField(path: string) {
  const { state, setState, problems } = useRecordFormState();
  const messageOf = useProblemMessage();
  const [first = '', index, inner] = path.split('.');
  const leg = inner === undefined ? null : Number(index);
  const value = (leg === null ? state.values[first] : state.legs[leg]?.[inner ?? '']) ?? '';
  const problem = problems.find((one) => one.path === path);

  function set(text: string, more: Readonly<Record<string, string>> = {}): void {
    setState((before) => {
      if (leg === null) return { ...before, values: { ...before.values, [first]: text, ...more } };
      const legs = before.legs.map((one, at) =>
        at === leg ? { ...one, [inner ?? '']: text, ...more } : one,
      );
      return { ...before, legs };
    });
  }

  return { id: idOf(path), value, set, error: problem ? messageOf(problem) : null };
}

type FieldProps = { path: string; label: string; hint?: string; isOptional?: boolean; className?: string };

export function TextField({ path, maxLength, ...field }: FieldProps & { maxLength?: number }) {
  const { id, value, set, error } = useRecordField(path);
  return (
    <Field {...field} error={error}>
      <TextInput
        id={id}
        value={value}
        onChange={(text) => set(text)}
        maxLength={maxLength}
        autoComplete="off"
      />
    </Field>
  );
}

export function LongTextField({ path, rows = 2, ...field }: FieldProps & { rows?: number }) {
  const { id, value, set, error } = useRecordField(path);
  return (
    <Field {...field} error={error}>
      <Textarea id={id} rows={rows} value={value} onChange={(text) => set(text)} />
    </Field>
  );
}

type SelectFieldProps = FieldProps & {
  choices: readonly { value: string; label: string }[];
  /** The label of "none chosen", where that is possible. */
  placeholder?: string;
  isDisabled?: boolean;
};

export function SelectField({ path, choices, placeholder, isDisabled, ...field }: SelectFieldProps) {
  const { id, value, set, error } = useRecordField(path);
  return (
    <Field {...field} error={error}>
      <Select
        id={id}
        choices={choices}
        value={value === '' ? null : value}
        onChange={(chosen) => set(chosen ?? '')}
        disabled={isDisabled}
        {...(placeholder !== undefined && { placeholder })}
      />
    </Field>
  );
}

/** A day or a time, typed in the reader's time zone. */
export function MomentField({
  path,
  label,
  hint,
  direction = 'nearest',
}: FieldProps & { direction?: 'past' | 'nearest' }) {
  const t = useTranslations('profiles.form');
  const { id, value, set, error } = useRecordField(path);
  return (
    <TypedTime
      id={id}
      label={label}
      {...(hint && { hint })}
      placeholder={t('moment')}
      value={value}
      onChange={(typed) => set(typed)}
      direction={direction}
      timeZone={useTimeZone() ?? 'UTC'}
      error={error}
    />
  );
}
