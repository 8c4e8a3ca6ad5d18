'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { isAttack } from '@/db/model/words';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useKeys } from '../../_shell/_shortcuts/use-keys';
import { Button } from '../../_ui/button';
import { useMergeRequests } from '../_merge/merge-request';

const dialogs = {
  extend: createLazyComponent(() => import('./extend-dialog'), 'writers'),
  end: createLazyComponent(() => import('./end-dialog'), 'writers'),
  over: createLazyComponent(() => import('./over-dialog'), 'writers'),
  link: createLazyComponent(() => import('./link-dialog'), 'writers'),
  merge: createLazyComponent(() => import('../_merge/merge-dialog'), 'writers'),
  delete: createLazyComponent(() => import('./delete-dialog'), 'writers'),
};
export type Action = keyof typeof dialogs | 'contain';

type ActionButtonsProps = {
  event: Event;
  actions: readonly Action[];
  opened: Action | null;
  onOpen: (action: Action | null) => void;
  /** Opens the record that remains of a merge. */
  onMerged: (ref: string) => void;
  /** The reference of the record that the dialog of a merge begins with. */
  mergeWith?: string | null;
};

/** A button for each action, and the open dialog. */
export function ActionButtons({
  event,
  actions,
  opened,
  onOpen,
  onMerged,
  mergeWith = null,
}: ActionButtonsProps) {
  const t = useTranslations('event.actions');
  const close = () => onOpen(null);
  const openMerge = actions.includes('merge') && opened === null ? () => onOpen('merge') : undefined;
  useKeys({ m: openMerge });
  useMergeRequests(event.ref, openMerge);
  return (
    <>
      {actions.map((action) => (
        <Button key={action} size="small" aria-haspopup="dialog" onClick={() => onOpen(action)}>
          {t(action)}
        </Button>
      ))}
      {opened === 'extend' && event.threat && (
        <dialogs.extend event={event} threat={event.threat} onClose={close} />
      )}
      {opened === 'end' && <dialogs.end event={event} onClose={close} />}
      {opened === 'contain' && <dialogs.over event={event} phase="contained" onClose={close} />}
      {opened === 'over' && <dialogs.over event={event} phase="over" onClose={close} />}
      {opened === 'link' && <dialogs.link event={event} onClose={close} />}
      {opened === 'merge' && (
        <dialogs.merge event={event} other={mergeWith} onMerged={onMerged} onClose={close} />
      )}
      {opened === 'delete' && <dialogs.delete event={event} onClose={close} />}
    </>
  );
}

/** The actions that extend or end a threat or end an incident in its current state. */
export function closingActions({ threat, incident }: Event): Action[] {
  if (threat?.status === 'current') return ['extend', 'end'];
  if (threat?.status === 'lapsed') return ['extend'];
  if (incident?.phase === 'ongoing') return ['contain', 'over'];
  return isAttack(incident?.phase) ? ['over'] : [];
}
