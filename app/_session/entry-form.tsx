'use client';

import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from '../_ui/button';
import { cx } from '../_ui/cx';

type EntryFormProps = {
  /** Once at a time; whoever answers anything but done has the passwords and codes emptied. */
  onSend: (form: HTMLFormElement) => Promise<void>;
  send: string;
  isBusy: boolean;
  /** What stands in the way, in a sentence; read out, and the focus goes to the field named. */
  trouble: string | null;
  focus?: string;
  /** Puts the focus into the first field that is empty, once. */
  isFirst?: boolean;
  children: ReactNode;
  /** Beside the button. */
  beside?: ReactNode;
  className?: string;
};

/** A form whose secrets go by the page's own request alone. */
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
      // Sent before the scripts run, a password must not come to stand in the address.
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

/** Empties what must not stand where somebody may read it. */
export function emptySecrets(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll('input')) {
    if (input.type === 'password' || input.autocomplete === 'one-time-code') input.value = '';
  }
}
