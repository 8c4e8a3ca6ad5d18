'use client';

import { Input } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { cx } from '../cx';
import { controlClass } from './control';

type KeptInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  name: string;
  autoComplete: string;
};

/** A line whose text the browser keeps until the form is sent: password managers fill it in when they like. */
export function KeptInput({ className, ...rest }: KeptInputProps) {
  return (
    <Input
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...rest}
      className={cx(controlClass, className)}
    />
  );
}

/** What a form holds under a name. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
