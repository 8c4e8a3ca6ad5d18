'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useViewerId } from '../../_session/viewer';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { deleteEvent } from '../_api/send';
import { randomKey } from '../_form/state/form-state';
import { offerUndo } from '../_undo/deletions';
import { useAction } from './use-action';

/** Deletes a record; asks for a reason for its history. */
export default function DeleteDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.delete');
  const router = useRouter();
  const owner = useViewerId();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({
    done: null,
    onDone() {
      offerUndo({ id: event.id, ref: event.ref, key: randomKey(), owner });
      router.push('/');
    },
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
