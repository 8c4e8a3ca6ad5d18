'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useMayWrite } from '../../_session/viewer';
import { ButtonLink } from '../../_ui/button-link';
import { type Action, ActionButtons, closingActions } from './action-buttons';
import { LikeButton } from './like-button';

const known: readonly string[] = [
  'extend',
  'end',
  'contain',
  'over',
  'link',
  'merge',
  'delete',
] satisfies Action[];

function isAction(name: string | undefined): name is Action {
  return name !== undefined && known.includes(name);
}

/**
 * The actions of a record. An address ending in "#extend" opens that dialog at once, and one in "#merge=THR-2026-0001"
 * that of a merge with this record.
 */
export function Actions({ event }: { event: Event }) {
  const t = useTranslations('event.actions');
  const router = useRouter();
  const [opened, setOpened] = useState<Action | null>(null);
  const [mergeWith, setMergeWith] = useState<string | null>(null);
  const mayWrite = useMayWrite();
  const possible: Action[] = mayWrite ? [...closingActions(event), 'link', 'merge', 'delete'] : [];
  const wanted = possible.join(' ');

  const isRead = useRef(false);
  useEffect(() => {
    if (isRead.current) return;
    isRead.current = true;
    const [named, ref] = location.hash.slice(1).split('=');
    const action = wanted.split(' ').find((one) => one === named);
    if (isAction(action)) setOpened(action);
    if (action === 'merge' && ref) setMergeWith(ref);
  }, [wanted]);

  if (!mayWrite) return null;
  return (
    <div className="flex flex-wrap gap-2" data-print="no">
      <ButtonLink href={`/events/${event.ref}/edit`} variant="primary" size="small">
        {t('edit')}
      </ButtonLink>
      <LikeButton eventRef={event.ref} />
      <ActionButtons
        event={event}
        actions={possible}
        opened={opened}
        onOpen={setOpened}
        mergeWith={mergeWith}
        onMerged={(ref) => router.push(`/events/${ref}`)}
      />
    </div>
  );
}
