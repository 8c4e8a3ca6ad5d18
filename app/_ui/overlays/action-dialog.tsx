'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button } from '../button';
import { Dialog } from './dialog';

type ActionDialogProps = {
  title: string;
  description?: string;
  shape?: 'box' | 'wide';
  /** The label of the submit button. */
  label: string;
  isDanger?: boolean;
  isBusy: boolean;
  trouble: string | null;
  onSubmit: () => void;
  onClose: () => void;
  /** The element to focus on closing, instead of the one focused before. */
  returnTo?: () => HTMLElement | null;
  children?: ReactNode;
};

/** A dialog that asks for an action's input or confirmation. Enter in a text field submits it. */
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
