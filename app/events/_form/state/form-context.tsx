'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { isAnswerCode } from '@/db/model/error-codes';
import { useProblemText } from '../../../_i18n/problems/use-problem-text';
import { Field, FieldGroup } from '../../../_ui/inputs/field';
import { withPendingText } from '../picking/pending-texts';
import type { FormState, IncidentFields, LocationFields, ThreatFields } from './form-state';
import type { FieldProblem } from './problems';
import { zoneOf } from './to-input';

export type FormChange = Partial<FormState> | ((form: FormState) => FormState);

/** Determines which markings the user could still see. */
export type Writer = Pick<Principal, 'id' | 'clearance'>;

export type FormContext = {
  form: FormState;
  change: (change: FormChange) => void;
  problems: readonly FieldProblem[];
  /** The signed-in user. */
  who: Writer;
  /** The id of the record's creator; null for a new record. */
  createdBy: string | null;
  /** Names of possible recipients by id; null until loaded. */
  people: Readonly<Record<string, string>> | null;
  isEdit: boolean;
};

const Context = createContext<FormContext | null>(null);

export function FormProvider({ value, children }: { value: FormContext; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** The form, functions that change it, and the time zone of its times. */
export function useForm() {
  const context = use(Context);
  if (context === null) throw new Error('Use this inside FormProvider');
  const { form, change } = context;
  const reader = useTimeZone() ?? 'UTC';
  return useMemo(
    () => ({
      ...context,
      timeZone: zoneOf(form, { timeZone: reader }),
      changeLocation: (more: Partial<LocationFields>) =>
        change((before) => ({ ...before, location: { ...before.location, isFilled: false, ...more } })),
      changeIncident: (more: Partial<IncidentFields>) =>
        change((before) => ({ ...before, incident: before.incident && { ...before.incident, ...more } })),
      changeThreat: (more: Partial<ThreatFields>) =>
        change((before) => ({ ...before, threat: before.threat && { ...before.threat, ...more } })),
    }),
    [context, form, change, reader],
  );
}

/** The id of a field's control: "targets.0.note" → "f-targets-0-note". */
export function idOf(path: string): string {
  return `f-${path.replaceAll('.', '-')}`;
}

/** The typed text of a picker, and the message shown if it was not chosen. */
export function usePendingText(field: string, path = field) {
  const { form, change } = useForm();
  const error = useErrorAt(path);
  const words = useProblemMessage();
  const typed = form.open[field] ?? '';
  return {
    typed,
    onTyped: (text: string) => change((before) => withPendingText(before, field, text)),
    unresolvedText:
      error === null ? words({ path, problem: 'left-open', values: { text: typed.trim() } }) : null,
  };
}

/** The message of a problem in the user's language. */
export function useProblemMessage(): (problem: FieldProblem) => string {
  const t = useTranslations('form.problems');
  const textOf = useProblemText();
  return ({ problem, values = {} }) =>
    isAnswerCode(problem) ? textOf({ code: problem, params: values }) : t(problem, values);
}

export function useErrorAt(path: string): string | null {
  const { problems } = useForm();
  const words = useProblemMessage();
  const found = problems.find((one) => one.path === path);
  return found ? words(found) : null;
}

type FormFieldProps = {
  path: string;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  /** Receives the id for the control, to which errors link. */
  children: (id: string) => ReactNode;
};

/** A form field by its path: label, control and error. */
export function FormField({ path, children, ...field }: FormFieldProps) {
  const error = useErrorAt(path);
  return (
    <Field {...field} error={error}>
      {children(idOf(path))}
    </Field>
  );
}

/** The same for radios or several controls; errors link to the group. */
export function FormGroup({
  path,
  children,
  ...group
}: Omit<FormFieldProps, 'children'> & { children: ReactNode }) {
  const error = useErrorAt(path);
  return (
    <div id={idOf(path)} tabIndex={-1} className="outline-none">
      <FieldGroup {...group} error={error}>
        {children}
      </FieldGroup>
    </div>
  );
}
