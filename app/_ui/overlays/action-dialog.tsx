'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button } from '../button';
import { Dialog } from './dialog';

type ActionDialogProps = {
  title: string;
  description?: string;
  /** Of the button that does it. */
  label: string;
  isDanger?: boolean;
  isBusy: boolean;
  trouble: string | null;
  onSubmit: () => void;
  onClose: () => void;
  /** Where the focus goes when it closes, unless back to where it was. */
  returnTo?: () => HTMLElement | null;
  children?: ReactNode;
};

/** A dialog that asks what an action needs, or whether it is meant; Enter in a line of text does it. */
export function ActionDialog({
  label,
  isDanger,
  isBusy,
  trouble,
  onSubmit,
  children,
  ...rest
}: ActionDialogProps) {
  const t = useTranslations('common');
  const id = useId();
  return (
    <Dialog
      isOpen
      {...rest}
      actions={
        <>
          <Button onClick={rest.onClose}>{t('cancel')}</Button>
          <Button type="submit" form={id} variant={isDanger ? 'danger' : 'primary'} isBusy={isBusy}>
            {label}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <p role="alert" className="font-medium text-amber empty:sr-only">
          {trouble}
        </p>
      </form>
    </Dialog>
  );
}
