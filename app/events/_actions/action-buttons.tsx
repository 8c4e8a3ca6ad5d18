'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import type { Event } from '@/db/model/event';
import { Button } from '../../_ui/button';

const dialogs = {
  extend: lazy(() => import('./extend-dialog')),
  end: lazy(() => import('./end-dialog')),
  over: lazy(() => import('./over-dialog')),
  delete: lazy(() => import('./delete-dialog')),
};
export type Action = keyof typeof dialogs;

type ActionButtonsProps = {
  event: Event;
  actions: readonly Action[];
  opened: Action | null;
  onOpen: (action: Action | null) => void;
};

/** A button for each action, and the dialog of the one that is open. */
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
      <Suspense>
        {opened === 'extend' && event.threat && (
          <dialogs.extend event={event} threat={event.threat} onClose={close} />
        )}
        {opened === 'end' && <dialogs.end event={event} onClose={close} />}
        {opened === 'over' && <dialogs.over event={event} onClose={close} />}
        {opened === 'delete' && <dialogs.delete event={event} onClose={close} />}
      </Suspense>
    </>
  );
}

/** How a threat is extended or closed, or an incident closed, as far as its state allows. */
export function closingActions({ threat, incident }: Event): Action[] {
  if (threat?.status === 'current') return ['extend', 'end'];
  if (threat?.status === 'lapsed') return ['extend'];
  return incident?.phase === 'ongoing' ? ['over'] : [];
}
