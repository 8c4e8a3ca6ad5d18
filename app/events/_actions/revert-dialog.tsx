'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { useConfirmation } from '../../_ui/labels/confirmation';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { revertEvent } from '../_api/send';
import { randomKey } from '../_form/state/form-state';
import { useAction } from './use-action';

/** Reverts what is to be confirmed of a record; asks for a reason for its history. */
export default function RevertDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.revert');
  const done = useTranslations('event.done');
  const sentence = useConfirmation();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [attempt, setAttempt] = useState({ key: randomKey(), reason: '' });
  const { isBusy, trouble, run } = useAction({ done: done('reverted', { ref: event.ref }), onDone: onClose });
  const given = reason.trim();

  function submit(): void {
    setTried(true);
    if (given === '') return;
    const sent = attempt.reason === given ? attempt : { key: randomKey(), reason: given };
    setAttempt(sent);
    void run(() => revertEvent(event, given, sent.key));
  }

  return (
    <ActionDialog
      title={t('title', { ref: event.ref })}
      description={event.toBeConfirmed ? `${sentence(event.toBeConfirmed)}. ${t('what')}` : t('what')}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('reason')} error={isTried && given === '' ? t('reasonNeeded') : null}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
