'use client';

import { type ReactNode, useId } from 'react';
import { cx } from '../cx';

type Segment<T extends string> = { value: T; label: ReactNode; tip?: string };

type SegmentedProps<T extends string> = {
  /** The group's name; omit it in a FieldGroup, whose legend names it. */
  label?: string;
  choices: readonly Segment<T>[];
  /** Null if none is chosen. */
  value: T | null;
  onChange: (value: T | null) => void;
  /** Clicking the chosen option clears it. */
  isClearable?: boolean;
  className?: string;
};

/** A row of radios: arrow keys change the choice, and the row is one tab stop. For up to about seven short words. */
export function Segmented<T extends string>({
  label,
  choices,
  value,
  onChange,
  isClearable,
  className,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cx('flex flex-wrap gap-1', className)}>
      {choices.map((one) => (
        <label
          key={one.value}
          data-tip={one.tip}
          className={cx(
            'inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-control border border-line bg-raise px-3 text-ink-2',
            'hover:border-edge hover:text-ink',
            'has-checked:border-ink has-checked:bg-sheet has-checked:font-medium has-checked:text-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)]',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
            'forced-colors:has-checked:outline-2',
          )}
        >
          <input
            type="radio"
            name={name}
            value={one.value}
            checked={one.value === value}
            onChange={() => onChange(one.value)}
            onClick={isClearable && one.value === value ? () => onChange(null) : undefined}
            className="sr-only"
          />
          {one.label}
        </label>
      ))}
    </div>
  );
}
