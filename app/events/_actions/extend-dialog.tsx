'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { isDate } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { useFormatsIn } from '../../_i18n/use-formats';
import { Button } from '../../_ui/button';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { TypedTime } from '../_form/fields/time-field';
import { reviewHours } from '../_form/state/to-input';
import { formatTypedTime } from '../_form/typed/parse-time';
import { parseMoment } from '../_form/typed/parsers';
import { useAction } from './use-action';

type DialogProps = { event: Event; threat: NonNullable<Event['threat']>; onClose: () => void };

const hourMillis = 3_600_000;
const spans = [
  { unit: 'hours', count: 24, hours: 24 },
  { unit: 'days', count: 7, hours: 168 },
  { unit: 'days', count: 30, hours: 720 },
] as const;

/** Extends a threat: a new end of validity and review date. A lapsed threat becomes current again. */
export default function ExtendDialog({ event, threat, onClose }: DialogProps) {
  const t = useTranslations('event.extend');
  const done = useTranslations('event.done');
  const timeZone = useZoneOf(event);
  const { moment } = useFormatsIn(timeZone);
  const now = useNow().getTime();
  const later = (hours: number) =>
    formatTypedTime(new Date(now + hours * hourMillis).toISOString(), 'minute', timeZone);
  const [validUntil, setValidUntil] = useState(() =>
    threat.validUntil && Date.parse(threat.validUntil) > now
      ? formatTypedTime(threat.validUntil, isDate(threat.validUntil) ? 'day' : 'minute', timeZone)
      : '',
  );
  const [reviewBy, setReviewBy] = useState(() => later(reviewHours(event.severity)));
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({ done: done('extended', { ref: event.ref }), onDone: onClose });

  const until = parseMoment(validUntil, { timeZone, now, direction: 'future' });
  const review = parseMoment(reviewBy, { timeZone, now, direction: 'future' });
  const isAhead = (reading: typeof until) =>
    reading.ok &&
    (reading.value === null ||
      Date.parse(reading.value) > now - (isDate(reading.value) ? 24 * hourMillis : 0));

  function submit(): void {
    setTried(true);
    if (!until.ok || !review.ok || !isAhead(until) || !isAhead(review)) return;
    void run(() =>
      changeEvent(event, {
        threat: {
          validUntil: until.value,
          reviewBy: review.value,
          status: 'current',
          ...(threat.status === 'current' ? {} : { statusReason: null }),
        },
        // Targets that had lapsed are in danger again.
        ...(event.targets.some(({ outcome }) => outcome === 'lapsed') && {
          targets: event.targets.map(({ mission: _, ...target }) => ({
            ...target,
            outcome: target.outcome === 'lapsed' ? null : target.outcome,
          })),
        }),
        ...(reason.trim() && { reason: reason.trim() }),
      }),
    );
  }

  const soFar = threat.validUntil ? t('now', { until: moment(threat.validUntil) }) : t('open');
  return (
    <ActionDialog
      title={t('title')}
      description={threat.status === 'current' ? soFar : t('lapsed')}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-2">
        <TypedTime
          id="extend-until"
          label={t('validUntil')}
          timeZone={timeZone}
          direction="future"
          value={validUntil}
          onChange={setValidUntil}
          error={isTried && until.ok && !isAhead(until) ? t('needed') : null}
        />
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="contents">
            <span className="text-small text-ink-2">{t('quick')}</span>
          </legend>
          {spans.map(({ unit, count, hours }) => (
            <Button key={hours} size="small" onClick={() => setValidUntil(later(hours))}>
              {t(unit, { count })}
            </Button>
          ))}
        </fieldset>
      </div>
      <TypedTime
        id="extend-review"
        label={t('reviewBy')}
        timeZone={timeZone}
        direction="future"
        value={reviewBy}
        onChange={setReviewBy}
        error={isTried && review.ok && !isAhead(review) ? t('reviewNeeded') : null}
      />
      <Field label={t('reason')}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}

/** The time zone for entering an event's times: that of its place, otherwise the user's. */
export function useZoneOf(event: Event): string {
  const reader = useTimeZone() ?? 'UTC';
  return event.location.timeZone ?? reader;
}
