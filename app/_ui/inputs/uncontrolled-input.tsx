'use client';

import { Input } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { cx } from '../cx';
import { controlClass } from './control';

type UncontrolledInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange'> & {
  name: string;
  autoComplete: string;
};

/** An uncontrolled input: password managers can fill it at any time. */
export function UncontrolledInput({ className, ...rest }: UncontrolledInputProps) {
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

/** The text of a form field. */
export function formText(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
