'use client';

import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cx } from '../cx';
import { controlClass } from './control';

type TextareaProps = Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange'> & {
  value: string;
  onChange: (value: string) => void;
};

/** A multi-line text input that grows with its content where browsers support it. */
export function Textarea({ value, onChange, rows = 3, className, ...rest }: TextareaProps) {
  return (
    <Field.Control
      value={value}
      onValueChange={onChange}
      className={cx(controlClass, 'field-sizing-content max-h-96 resize-y', className)}
      render={<textarea {...rest} rows={rows} />}
    />
  );
}
