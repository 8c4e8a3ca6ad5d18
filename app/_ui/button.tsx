import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

type Variant = 'plain' | 'primary' | 'danger' | 'quiet';
type Size = 'normal' | 'small';

const variants: Record<Variant, string> = {
  plain: 'border-line bg-raise text-ink hover:border-edge',
  primary: 'border-ink bg-ink text-paper hover:border-ink-2 hover:bg-ink-2',
  danger: 'border-amber bg-sheet text-amber hover:bg-amber-ground',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-raise hover:text-ink',
};
const sizes: Record<Size, string> = {
  normal: 'min-h-9 px-3 py-1.5',
  small: 'min-h-7 px-2 py-0.5 text-small',
};

export function buttonClass(variant: Variant, size: Size, more?: string): string {
  return cx(
    'inline-flex items-center justify-center gap-2 rounded-control border font-medium whitespace-nowrap',
    'cursor-pointer select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55',
    variants[variant],
    sizes[size],
    more,
  );
}

export type Look = {
  variant?: Variant;
  size?: Size;
  /** The shortcut that does the same, "n i"; displayed only. */
  keys?: string;
};

type ButtonProps = ComponentProps<'button'> & Look & { isBusy?: boolean };

/** A button. While `isBusy` it keeps its place and focus and ignores clicks. */
export function Button({
  variant = 'plain',
  size = 'normal',
  keys,
  isBusy,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isBusy || rest['aria-disabled']}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
      className={buttonClass(variant, size, className)}
    >
      {children}
      {keys && <Keys keys={keys} />}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** The accessible name and tooltip. */
  label: string;
  icon: ReactNode;
  size?: Size;
};

/** A button with only an icon. */
export function IconButton({ label, icon, size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      {...rest}
      className={cx(
        'inline-flex shrink-0 cursor-pointer items-center justify-center rounded-control text-ink-2',
        'hover:bg-raise hover:text-ink disabled:cursor-not-allowed disabled:opacity-55',
        size === 'small' ? 'size-7' : 'size-9',
        className,
      )}
    >
      {icon}
    </button>
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <kbd
      aria-hidden
      className="font-mono text-[0.6875rem] font-normal opacity-75 max-wide:hidden pointer-coarse:hidden"
    >
      {keys}
    </kbd>
  );
}
