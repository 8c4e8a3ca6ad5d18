'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isOverdue, targetsInDanger } from '@/db/model/event/threatened';
import { useRetryWhenOnline } from '../../_connection/use-retry-when-online';
import { useServerNow } from '../../_live/provider';
import { useMayWrite } from '../../_session/viewer';
import { IconButton } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { DialogHost } from '../../_ui/overlays/dialog';
import { type Action, ActionButtons, closingActions } from '../../events/_actions/action-buttons';
import { ConfirmationNotice } from '../../events/_actions/confirmation-notice';
import { LikeButton } from '../../events/_actions/like-button';
import { LedHere } from '../../events/_merge/led-here';
import { usePeople } from '../../events/_people/use-people';
import { Record } from '../../events/_record/record';
import { AttackPage } from '../_attack/attack-page';
import { VisitNames } from '../_visits/visit-names';
import { isBusyElsewhere } from '../is-busy-elsewhere';
import { useIsWide } from '../use-is-wide';
import { useOpenRecord } from './use-open-record';
import { type InitialRecord, useRecord } from './use-record';

/**
 * The open record: over the third column on wide windows, otherwise over the page. Both are one native dialog,
 * modal only in the second case so that it traps the focus.
 */
export default function RecordPanel({ eventRef, initial }: { eventRef: string; initial: InitialRecord }) {
  const t = useTranslations('board.record');
  const tc = useTranslations('common');
  const { open, close } = useOpenRecord();
  const now = useServerNow();
  const mayWrite = useMayWrite();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const isWide = useIsWide();
  const { event, isMissing, isFailed, retry } = useRecord(eventRef, initial);
  const people = usePeople(event?.tlp === 'red');
  // Bound to one record, so that an action opened on another does not apply to this one.
  const [action, setAction] = useState<{ eventRef: string; name: Action } | null>(null);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.close();
    if (isWide) element.show();
    else element.showModal();
  }, [isWide]);

  // Moves the focus to the dialog, so that screen readers read its label.
  const drawn = useRef<string>(null);
  useEffect(() => {
    if (drawn.current === eventRef) return;
    drawn.current = eventRef;
    body.current?.scrollTo({ top: 0 });
    dialog.current?.focus({ preventScroll: true });
  }, [eventRef]);

  const closeNow = useEffectEvent(close);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isBusyElsewhere(event.target)) return;
      event.preventDefault();
      closeNow();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const record = event && <Record event={event} people={people} isOverdue={isOverdue(event, now)} />;
  const attack = event?.kind === 'incident' && targetsInDanger(event).length > 0 ? event : null;

  return (
    <dialog
      ref={dialog}
      open
      tabIndex={-1}
      aria-label={t('label', { ref: eventRef })}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget && action === null) close();
      }}
      className="record-panel m-0 flex-col border-s border-line bg-sheet text-ink outline-none open:flex"
    >
      <div className="flex min-h-11 shrink-0 items-start gap-2 border-b border-line px-5 py-1">
        {event && (
          <div className="flex min-h-9 min-w-0 flex-wrap items-center gap-2">
            <ButtonLink href={`/events/${event.ref}`} prefetch={false} size="small">
              {t('openPage')}
            </ButtonLink>
            {mayWrite && (
              <ButtonLink href={`/events/${event.ref}/edit`} prefetch={false} size="small">
                {t('edit')}
              </ButtonLink>
            )}
            {mayWrite && <LikeButton eventRef={event.ref} />}
            {mayWrite && (
              <DialogHost value={isWide ? null : dialog}>
                <ActionButtons
                  event={event}
                  actions={[...closingActions(event), 'merge']}
                  opened={action?.eventRef === eventRef ? action.name : null}
                  onOpen={(name) => setAction(name && { eventRef, name })}
                  onMerged={open}
                />
              </DialogHost>
            )}
          </div>
        )}
        <IconButton
          label={tc('close')}
          icon={<X aria-hidden className="size-4" />}
          onClick={close}
          className="ms-auto"
        />
      </div>
      <div ref={body} className="record-body min-h-0 grow overflow-y-auto px-5 py-4">
        {event?.toBeConfirmed && (
          <DialogHost value={isWide ? null : dialog}>
            <div className="mb-3">
              <ConfirmationNotice event={event} />
            </div>
          </DialogHost>
        )}
        {event && event.ref !== eventRef && (
          <div className="mb-3">
            <LedHere event={event} from={eventRef} />
          </div>
        )}
        {event && !attack && <VisitNames events={[event.id]} className="mb-3" />}
        {attack ? <AttackPage attack={attack}>{record}</AttackPage> : record}
        {isMissing && <p className="text-ink-2">{t('missing', { ref: eventRef })}</p>}
        {isFailed && <FailedRecord onRetry={retry} />}
        {!event && !isMissing && !isFailed && <p className="text-ink-2">{t('loading', { ref: eventRef })}</p>}
      </div>
    </dialog>
  );
}

/** Retries automatically when the server is reachable again. */
function FailedRecord({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('board.record');
  const tc = useTranslations('common');
  useRetryWhenOnline(onRetry);
  return (
    <p className="text-ink-2">
      {t('failed')}{' '}
      <button type="button" onClick={onRetry} className="cursor-pointer font-medium text-ink underline">
        {tc('retry')}
      </button>
    </p>
  );
}
