'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { endMillis, iso, startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { TypedTime } from '../_form/fields/time-field';
import { parseMoment } from '../_form/typed/parsers';
import { useZoneOf } from './extend-dialog';
import { useAction } from './use-action';

/** Ends an incident: its targets are no longer under attack. */
export default function OverDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.over');
  const done = useTranslations('event.done');
  const timeZone = useZoneOf(event);
  const now = useNow().getTime();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({ done: done('over', { ref: event.ref }), onDone: onClose });
  const ended = parseMoment(typed, { timeZone, now });
  const isEarly = ended.ok && ended.value !== null && endMillis(ended.value) < startMillis(event.at);

  function submit(): void {
    setTried(true);
    if (!ended.ok || isEarly) return;
    // This machine's clock may be behind that of the machine that logged the event.
    const endedAt = ended.value ?? iso(Math.max(Date.now(), startMillis(event.at)));
    void run(() =>
      changeEvent(event, {
        incident: { phase: 'over', endedAt },
        ...(reason.trim() && { reason: reason.trim() }),
      }),
    );
  }

  return (
    <ActionDialog
      title={t('title')}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <TypedTime
        id="over-at"
        label={t('endedAt')}
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
