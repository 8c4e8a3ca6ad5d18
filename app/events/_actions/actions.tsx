'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Event } from '@/db/model/event';
import { createPart } from '../../_reach/part';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';

const dialogs = {
  extend: createPart(() => import('./extend-dialog'), 'writers'),
  end: createPart(() => import('./end-dialog'), 'writers'),
  over: createPart(() => import('./over-dialog'), 'writers'),
  delete: createPart(() => import('./delete-dialog'), 'writers'),
};
type Action = keyof typeof dialogs;

/** What can be done with a record; an address that ends in "#extend" opens that at once. */
export function Actions({ event }: { event: Event }) {
  const t = useTranslations('event.actions');
  const [opened, setOpened] = useState<Action | null>(null);
  const mayWrite = useMayWrite();
  const possible = mayWrite ? actionsFor(event) : [];
  const wanted = possible.join(' ');

  const isRead = useRef(false);
  useEffect(() => {
    if (isRead.current) return;
    isRead.current = true;
    const named = location.hash.slice(1);
    const action = wanted.split(' ').find((one) => one === named);
    if (action === 'extend' || action === 'end' || action === 'over' || action === 'delete')
      setOpened(action);
  }, [wanted]);

  if (!mayWrite) return null;
  const close = () => setOpened(null);
  return (
    <div className="flex flex-wrap gap-2" data-print="no">
      <ButtonLink href={`/events/${event.ref}/edit`} variant="primary" size="small">
        {t('edit')}
      </ButtonLink>
      {possible.map((action) => (
        <Button key={action} size="small" aria-haspopup="dialog" onClick={() => setOpened(action)}>
          {t(action)}
        </Button>
      ))}
      {opened === 'extend' && event.threat && (
        <dialogs.extend event={event} threat={event.threat} onClose={close} />
      )}
      {opened === 'end' && <dialogs.end event={event} onClose={close} />}
      {opened === 'over' && <dialogs.over event={event} onClose={close} />}
      {opened === 'delete' && <dialogs.delete event={event} onClose={close} />}
    </div>
  );
}

function actionsFor({ threat, incident }: Event): Action[] {
  const actions: Action[] = [];
  if (threat?.status === 'current' || threat?.status === 'lapsed') actions.push('extend');
  if (threat?.status === 'current') actions.push('end');
  if (incident?.phase === 'ongoing') actions.push('over');
  return [...actions, 'delete'];
}
