'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { isAttack } from '@/db/model/words';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { Button } from '../../_ui/button';

const dialogs = {
  extend: createLazyComponent(() => import('./extend-dialog'), 'writers'),
  end: createLazyComponent(() => import('./end-dialog'), 'writers'),
  outcome: createLazyComponent(() => import('./outcome-dialog'), 'writers'),
  over: createLazyComponent(() => import('./over-dialog'), 'writers'),
  delete: createLazyComponent(() => import('./delete-dialog'), 'writers'),
};
export type Action = Exclude<keyof typeof dialogs, 'outcome'> | 'contain';

type ActionButtonsProps = {
  event: Event;
  actions: readonly Action[];
  opened: Action | null;
  onOpen: (action: Action | null) => void;
};

/** A button for each action, and the open dialog. */
export function ActionButtons({ event, actions, opened, onOpen }: ActionButtonsProps) {
  const t = useTranslations('event.actions');
  const close = () => onOpen(null);
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
      {opened === 'end' &&
        (areSeveralOpen(event) ? (
          <dialogs.outcome event={event} onClose={close} />
        ) : (
          <dialogs.end event={event} onClose={close} />
        ))}
      {opened === 'contain' && <dialogs.over event={event} phase="contained" onClose={close} />}
      {opened === 'over' && <dialogs.over event={event} phase="over" onClose={close} />}
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

/** Are several targets in danger, each of which may have another outcome? */
function areSeveralOpen({ targets }: Event): boolean {
  return targets.filter(({ outcome }) => outcome === null).length > 1;
}
