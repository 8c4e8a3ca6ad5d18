'use client';

import { Field } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx';
import { controlClass } from './control';

type Choice<T extends string> = { value: T; label: string; isDisabled?: boolean };

type SelectProps<T extends string> = Omit<
  ComponentProps<'select'>,
  'value' | 'defaultValue' | 'onChange' | 'children'
> & {
  choices: readonly Choice<T>[];
  /** null shows `placeholder`. */
  value: T | null;
  onChange: (value: T | null) => void;
  /** The label of "none chosen"; without it one choice is always selected. */
  placeholder?: string;
  children?: ReactNode;
};

/** A native select, with the platform's keyboard handling, type-ahead and picker. */
export function Select<T extends string>({
  choices,
  value,
  onChange,
  placeholder,
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <Field.Control
      value={value ?? ''}
      onValueChange={(given) => onChange(choices.find((one) => one.value === given)?.value ?? null)}
      className={cx(controlClass, 'cursor-pointer pe-2', className)}
      render={
        <select {...rest}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {choices.map((one) => (
            <option key={one.value} value={one.value} disabled={one.isDisabled}>
              {one.label}
            </option>
          ))}
        </select>
      }
    />
  );
}
