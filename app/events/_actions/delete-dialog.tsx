'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event';
import { ActionDialog } from '../../_ui/action-dialog';
import { Field } from '../../_ui/field';
import { TextInput } from '../../_ui/text-input';
import { deleteEvent } from '../_api/send';
import { useAct } from './use-act';

/** Takes a record out of every list, with a reason that its history keeps. */
export default function DeleteDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.delete');
  const done = useTranslations('event.done');
  const router = useRouter();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAct({
    done: done('deleted', { ref: event.ref }),
    onDone: () => router.push('/'),
  });

  function submit(): void {
    setTried(true);
    if (reason.trim() !== '') void run(() => deleteEvent(event, reason.trim()));
  }

  return (
    <ActionDialog
      title={t('title', { ref: event.ref })}
      description={t('what')}
      label={t('save')}
      isDanger
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('reason')} error={isTried && reason.trim() === '' ? t('reasonNeeded') : null}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
