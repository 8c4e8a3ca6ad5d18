'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { useNow } from '../../_i18n/now';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { RowBody } from '../../(board)/_feed/row-body';
import { useForm } from './state/form-context';
import { previewOf } from './state/preview';

/** A live preview of the record as a row of the board. */
export function RowPreview({ edited }: { edited: Event | null }) {
  const t = useTranslations('form.preview');
  const form = useDeferredValue(useForm().form);
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useNow().getTime();
  const event = useMemo(() => previewOf(form, edited, { timeZone, now }), [form, edited, timeZone, now]);
  const isAlarm = event !== null && targetsInDanger(event).length > 0;
  return (
    <section aria-labelledby="preview" className="flex flex-col gap-2">
      <h2 id="preview" className="font-medium text-ink-2">
        {t('title')}
      </h2>
      {event ? (
        <div className="rows rounded-card border border-line bg-paper">
          {/* Inert, since its content is in the form. */}
          <div inert className={`overflow-hidden rounded-card ${isAlarm ? 'row-alarm' : ''}`}>
            <div className="row-grid">
              <RowBody
                event={event}
                isAlarm={isAlarm}
                isPlaceKnown={form.location.country !== null}
                before={event.handling === 'example' && <HandlingBadge handling="example" />}
                title={
                  <span className="row-words">
                    <EventTitle event={event} />
                    {event.title === '' && <span className="font-normal text-ink-3">{t('noTitle')}</span>}
                  </span>
                }
              />
            </div>
          </div>
        </div>
      ) : (
        <p className="rounded-card border border-dashed border-line px-5 py-4 text-ink-2">{t('empty')}</p>
      )}
    </section>
  );
}
