'use client';

import { type ReactNode, useId } from 'react';
import { cx } from '../cx';

type RadioChoice<T extends string> = { value: T; label: ReactNode; meaning: string };

type RadioListProps<T extends string> = {
  choices: readonly RadioChoice<T>[];
  value: T;
  onChange: (value: T) => void;
  /** The width of the labels, so that the meanings align. */
  labelClass: string;
};

/** A vertical list of radios, each with its meaning. Belongs in a FieldGroup, whose legend names it. */
export function RadioList<T extends string>({ choices, value, onChange, labelClass }: RadioListProps<T>) {
  const name = useId();
  return (
    <div className="flex flex-col">
      {choices.map((one) => (
        <label
          key={one.value}
          className="flex min-h-9 cursor-pointer items-baseline gap-3 rounded-control px-1 py-1.5 hover:bg-raise"
        >
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
            className="size-[0.9375rem] shrink-0 translate-y-0.5 cursor-pointer accent-ink"
          />
          <span className="flex min-w-0 flex-wrap gap-x-3 sm:flex-nowrap sm:items-baseline">
            <span className={cx('shrink-0', labelClass)}>{one.label}</span>
            <span className="text-ink-2 max-sm:w-full">{one.meaning}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
