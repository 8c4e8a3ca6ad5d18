'use client';

import { Field as Base } from '@base-ui/react/field';
import { Fieldset } from '@base-ui/react/fieldset';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';

type FieldProps = {
  label: ReactNode;
  /** Help text below the label. */
  hint?: ReactNode;
  /** The error and how to fix it. It marks the control invalid and is announced with it. */
  error?: string | null;
  /** Shows "optional" beside the label. */
  isOptional?: boolean;
  name?: string;
  className?: string;
  children: ReactNode;
};

/**
 * A field: its label, one control (TextInput, Textarea, Select, Combobox …) as the child, and its error. The control
 * takes its name, description and validity from here.
 */
export function Field({ label, hint, error, isOptional, name, className, children }: FieldProps) {
  return (
    <Base.Root name={name} invalid={Boolean(error)} className={className ?? 'flex flex-col gap-1'}>
      <Base.Label className="text-body font-medium text-ink">
        <LabelText label={label} isOptional={isOptional} />
      </Base.Label>
      {hint && <Base.Description className="pb-0.5 text-small text-ink-2">{hint}</Base.Description>}
      {children}
      <Base.Error match={Boolean(error)} className={errorClass}>
        {error && <ErrorText>{error}</ErrorText>}
      </Base.Error>
    </Base.Root>
  );
}

/** The same for several controls (radios, a pair of numbers): a group with a legend. */
export function FieldGroup({
  label,
  hint,
  error,
  isOptional,
  className,
  children,
}: Omit<FieldProps, 'name'>) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <Fieldset.Root
      aria-describedby={described || undefined}
      data-invalid={error ? '' : undefined}
      className={className ?? 'flex min-w-0 flex-col gap-1'}
    >
      <Fieldset.Legend className="text-body font-medium text-ink">
        <LabelText label={label} isOptional={isOptional} />
      </Fieldset.Legend>
      {hint && (
        <p id={`${id}-hint`} className="pb-0.5 text-small text-ink-2">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className={errorClass}>
          <ErrorText>{error}</ErrorText>
        </p>
      )}
    </Fieldset.Root>
  );
}

// Amber rather than red, which is reserved for "under threat now".
const errorClass = 'flex items-baseline gap-1.5 text-small font-medium text-amber';

function ErrorText({ children }: { children: string }) {
  return (
    <>
      <TriangleAlert aria-hidden className="size-3.5 shrink-0 translate-y-0.5" />
      {children}
    </>
  );
}

function LabelText({ label, isOptional }: Pick<FieldProps, 'label' | 'isOptional'>) {
  const t = useTranslations('common');
  return (
    <>
      {label}
      {isOptional && <span className="font-normal text-ink-3"> ({t('optional')})</span>}
    </>
  );
}
