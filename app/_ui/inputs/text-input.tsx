'use client';

import { Input } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { cx } from '../cx';
import { controlClass } from './control';

type TextInputProps = Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange'> & {
  value: string;
  onChange: (value: string) => void;
};

/** A single-line text input; in a Field, or with an aria-label. */
export function TextInput({ value, onChange, className, ...rest }: TextInputProps) {
  return <Input {...rest} value={value} onValueChange={onChange} className={cx(controlClass, className)} />;
}
