'use client';

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from '../_ui/button';
import { cx } from '../_ui/cx';

type EntryFormProps = {
  /** Called once at a time. It must empty passwords and codes (`clearSecrets`) unless it succeeds. */
  onSend: (form: HTMLFormElement) => Promise<void>;
  send: string;
  isBusy: boolean;
  /** The error message. It is announced, and the focus goes to the field `focus`. */
  trouble: string | null;
  focus?: string;
  /** Focuses the first empty field on load. */
  isFirst?: boolean;
  children: ReactNode;
  /** Shown beside the button. */
  beside?: ReactNode;
  className?: string;
};

/** A form for passwords and codes, which are sent by script only. */
export function EntryForm({
  onSend,
  send,
  isBusy,
  trouble,
  focus,
  isFirst,
  children,
  beside,
  className,
}: EntryFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isReady = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  useEffect(() => {
    if (!isFirst || !isReady) return;
    const fields = [...(form.current?.querySelectorAll('input') ?? [])];
    (fields.find(({ value }) => value === '') ?? fields[0])?.focus({ preventScroll: true });
  }, [isFirst, isReady]);
  useEffect(() => {
    if (trouble === null || focus === undefined) return;
    form.current?.querySelector<HTMLInputElement>(`input[name="${focus}"]`)?.focus();
  }, [trouble, focus]);

  return (
    <form
      ref={form}
      // If it is submitted before scripts run, a password must not end up in the address.
      method="post"
      inert={!isReady}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void onSend(event.currentTarget);
      }}
      className={cx('flex flex-col gap-4', className)}
    >
      <div role="alert" className="empty:sr-only">
        {trouble && (
          <p className="rounded-card border border-amber bg-amber-ground px-4 py-2.5 font-medium">
            {trouble}
          </p>
        )}
      </div>
      {children}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {send}
        </Button>
        {beside}
      </div>
    </form>
  );
}

/** Empties passwords and codes. */
export function clearSecrets(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll('input')) {
    if (input.type === 'password' || input.autocomplete === 'one-time-code') input.value = '';
  }
}
