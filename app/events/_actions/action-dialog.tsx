'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';

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
  children: ReactNode;
};

const formId = 'event-action';

/** A dialog that asks what an action needs; Enter in a line of text does it. */
export function ActionDialog({ title, description, label, isDanger, children, ...rest }: ActionDialogProps) {
  const t = useTranslations('common');
  const { isBusy, trouble, onSubmit, onClose } = rest;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant={isDanger ? 'danger' : 'primary'} isBusy={isBusy}>
            {label}
          </Button>
        </>
      }
    >
      <form
        id={formId}
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
