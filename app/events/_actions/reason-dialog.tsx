'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';

type ReasonDialogProps = Omit<ComponentProps<typeof ActionDialog>, 'onSubmit' | 'children'> & {
  reasonHint?: string;
  /** Called with a reason that is not empty. */
  onSubmit: (reason: string) => void;
  /** The other fields. `isTried`: the user has tried to submit, so errors show. */
  children?: (isTried: boolean) => ReactNode;
};

/** A dialog for an action that needs a reason, which the history of the record shows. */
export function ReasonDialog({ reasonHint, onSubmit, children, ...dialog }: ReasonDialogProps) {
  const t = useTranslations('event.reason');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const given = reason.trim();
  return (
    <ActionDialog
      {...dialog}
      onSubmit={() => {
        setTried(true);
        if (given !== '') onSubmit(given);
      }}
    >
      {children?.(isTried)}
      <Field label={t('label')} hint={reasonHint} error={isTried && given === '' ? t('needed') : null}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
