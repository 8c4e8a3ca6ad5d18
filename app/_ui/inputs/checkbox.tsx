import type { ReactNode } from 'react';
import { cx } from '../cx';

type CheckboxProps = {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  children: ReactNode;
  /** Shown at the end of the line, such as a count. */
  end?: ReactNode;
  name?: string;
  isDisabled?: boolean;
  className?: string;
};

/** A native checkbox; the whole line is clickable. */
export function Checkbox({ isChecked, onChange, children, end, name, isDisabled, className }: CheckboxProps) {
  return (
    <label
      className={cx(
        'flex min-h-7 cursor-pointer items-center gap-2.5 py-0.5',
        isDisabled && 'opacity-55',
        className,
      )}
    >
      <input
        type="checkbox"
        name={name}
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-[0.9375rem] shrink-0 cursor-pointer accent-ink"
      />
      <span className="flex min-w-0 items-center gap-2">{children}</span>
      {end !== undefined && <span className="ms-auto text-ink-3">{end}</span>}
    </label>
  );
}
