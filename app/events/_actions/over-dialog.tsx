'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { endMillis, isDate, iso, startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { TypedTime } from '../_form/fields/time-field';
import { formatTypedTime } from '../_form/typed/parse-time';
import { parseMoment } from '../_form/typed/parsers';
import { useZoneOf } from './extend-dialog';
import { useAction } from './use-action';

type DialogProps = { event: Event; phase: 'contained' | 'over'; onClose: () => void };

/**
 * Ends an incident, so that its targets are no longer under attack; or sets it to contained, when the attack has stopped
 * and clearance goes on.
 */
export default function OverDialog({ event, phase, onClose }: DialogProps) {
  const t = useTranslations('event.over');
  const done = useTranslations('event.done');
  const timeZone = useZoneOf(event);
  const now = useNow().getTime();
  const isOver = phase === 'over';
  const known = event.incident?.endedAt ?? null;
  const [typed, setTyped] = useState(
    known === null ? '' : formatTypedTime(known, isDate(known) ? 'day' : 'minute', timeZone),
  );
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({
    done: done(isOver ? 'over' : 'contained', { ref: event.ref }),
    onDone: onClose,
  });
  const ended = parseMoment(typed, { timeZone, now });
  const isEarly = ended.ok && ended.value !== null && endMillis(ended.value) < startMillis(event.at);

  function submit(): void {
    setTried(true);
    if (!ended.ok || isEarly) return;
    // This machine's clock may be behind that of the machine that logged the event.
    const endedAt = ended.value ?? iso(Math.max(Date.now(), startMillis(event.at)));
    void run(() =>
      changeEvent(event, {
        incident: { phase, endedAt },
        ...(reason.trim() && { reason: reason.trim() }),
      }),
    );
  }

  return (
    <ActionDialog
      title={isOver ? t('title') : t('containTitle')}
      description={isOver ? undefined : t('containWhat')}
      label={isOver ? t('save') : t('containSave')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TypedTime
        id="over-at"
        label={isOver ? t('endedAt') : t('stopped')}
        hint={t('hint')}
        timeZone={timeZone}
        value={typed}
        onChange={setTyped}
        defaultMillis={now}
        error={isTried && isEarly ? t('endBeforeStart') : null}
      />
      <Field label={t('reason')}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
