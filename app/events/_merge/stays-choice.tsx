'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Event } from '@/db/model/event/event';
import { FieldGroup } from '../../_ui/inputs/field';
import { EventTitle } from '../../_ui/labels/event-title';
import { SeverityLabel } from '../../_ui/labels/severity';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';

type StaysChoiceProps = {
  records: readonly [Event, Event];
  /** The id of the record that stays. */
  stays: string;
  error: string | null;
  onChange: (id: string) => void;
};

/** Which of two records stays. */
export function StaysChoice({ records, stays, error, onChange }: StaysChoiceProps) {
  const t = useTranslations('event.merge');
  const name = useId();
  return (
    <FieldGroup label={t('stays')} hint={t('staysHint')} error={error}>
      <div className="grid gap-2 sm:grid-cols-2">
        {records.map((event) => (
          <label
            key={event.id}
            className="flex min-w-0 cursor-pointer items-start gap-2.5 rounded-control border border-line p-3 has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={event.id === stays}
              onChange={() => onChange(event.id)}
              className="mt-1 size-[0.9375rem] shrink-0 cursor-pointer accent-ink"
            />
            <span className="flex min-w-0 flex-col gap-0.5">
              <span className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-small text-ink-2">
                <span className="font-mono text-ink">{event.ref}</span>
                <Time moment={event.at} precision={event.atPrecision} />
                <SeverityLabel severity={event.severity} isActive={false} />
                <TlpLabel tlp={event.tlp} />
              </span>
              <span className="font-medium wrap-anywhere">
                <EventTitle event={event} />
              </span>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
