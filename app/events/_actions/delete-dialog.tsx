'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useViewerId } from '../../_session/viewer';
import { deleteEvent } from '../_api/send';
import { randomKey } from '../_form/state/form-state';
import { offerUndo } from '../_undo/offers';
import { ReasonDialog } from './reason-dialog';
import { useAction } from './use-action';

/** Deletes a record; asks for a reason for its history. */
export default function DeleteDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.delete');
  const router = useRouter();
  const owner = useViewerId();
  const { isBusy, trouble, run } = useAction({
    done: null,
    onDone() {
      offerUndo({ id: event.id, ref: event.ref, into: null, key: randomKey(), owner });
      router.push('/');
    },
  });

  return (
    <ReasonDialog
      title={t('title', { ref: event.ref })}
      description={t('what')}
      label={t('save')}
      isDanger
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={(reason) => void run(() => deleteEvent(event, reason))}
      onClose={onClose}
    />
  );
}
