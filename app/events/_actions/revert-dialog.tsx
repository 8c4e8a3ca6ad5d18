'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useConfirmation } from '../../_ui/labels/confirmation';
import { revertEvent } from '../_api/send';
import { randomKey } from '../_form/state/form-state';
import { ReasonDialog } from './reason-dialog';
import { useAction } from './use-action';

/** Reverts what is to be confirmed of a record; asks for a reason for its history. */
export default function RevertDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.revert');
  const done = useTranslations('event.done');
  const sentence = useConfirmation();
  const [attempt, setAttempt] = useState({ key: randomKey(), reason: '' });
  const { isBusy, trouble, run } = useAction({ done: done('reverted', { ref: event.ref }), onDone: onClose });

  function submit(reason: string): void {
    const sent = attempt.reason === reason ? attempt : { key: randomKey(), reason };
    setAttempt(sent);
    void run(() => revertEvent(event, reason, sent.key));
  }

  return (
    <ReasonDialog
      title={t('title', { ref: event.ref })}
      description={event.toBeConfirmed ? `${sentence(event.toBeConfirmed)}. ${t('what')}` : t('what')}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
