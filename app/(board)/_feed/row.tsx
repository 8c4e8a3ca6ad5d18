'use client';

import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { HandlingBadge, NewBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { useExact } from '../../_ui/labels/time';
import { isContainerClick, RecordLink } from '../_record/record-link';
import { useSeen } from '../use-seen';
import { RowBody } from './row-body';
import '../_select/row-check.css';

type RowProps = {
  event: Event;
  index: number;
  /** The number of rows, or -1 while more may follow. */
  count: number;
  isNew: boolean;
  /** Whether the row arrived in a burst. Animating a screenful every second would flicker. */
  isRush: boolean;
  /** Null where the reader may not select rows. */
  isSelected: boolean | null;
  isOpen: boolean;
  /** Whether this is the one row in the tab order. */
  isTabStop: boolean;
  strayTop: number | null;
  measure: ((element: HTMLElement | null) => void) | undefined;
  onOpen: (ref: string) => void;
};

type RowContentProps = Pick<RowProps, 'event' | 'isNew' | 'isSelected' | 'isOpen' | 'isTabStop'> & {
  isAlarm: boolean;
};

export const Row = memo(function Row(props: RowProps) {
  const { event, index, count, isNew, isRush, isSelected, isOpen, isTabStop, strayTop, measure, onOpen } =
    props;
  const [marked, setMarked] = useState({ isNew, isSettling: isNew && !isRush });
  if (marked.isNew !== isNew) setMarked({ isNew, isSettling: isNew && !isRush });
  const seen = useSeen<HTMLDivElement>(isNew, [event.id]);
  const isAlarm = targetsInDanger(event).length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboard users have the title's link; the click on the row is an extra.
    <article
      ref={measure}
      data-index={index}
      data-id={event.id}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-labelledby={`row-${event.id}`}
      aria-describedby={`about-${event.id}`}
      onClick={(click) => isContainerClick(click) && onOpen(event.ref)}
      style={strayTop === null ? undefined : { position: 'absolute', insetInline: 0, top: strayTop }}
      className={`row cursor-pointer border-b border-line hover:bg-raise has-[h3_a:focus-visible]:outline-2 has-[h3_a:focus-visible]:-outline-offset-2 has-[h3_a:focus-visible]:outline-focus ${
        isAlarm ? 'row-alarm' : ''
      } ${isOpen ? 'bg-sheet' : ''} ${isSelected ? 'row-selected' : ''} ${marked.isSettling ? 'row-settles' : ''}`}
    >
      <div ref={seen} className="row-grid">
        <RowContent {...{ event, isNew, isSelected, isOpen, isTabStop, isAlarm }} />
      </div>
    </article>
  );
});

/** Memoised separately: an arrival changes the index of every row below it and nothing else. */
const RowContent = memo(function RowContent(props: RowContentProps) {
  const { event, isNew, isSelected, isOpen, isTabStop, isAlarm } = props;
  const t = useTranslations('board.row');
  const exact = useExact();
  return (
    <RowBody
      event={event}
      isAlarm={isAlarm}
      check={
        isSelected !== null && (
          // The list takes its clicks, and has keys for it.
          <span className="row-check">
            <input
              type="checkbox"
              checked={isSelected}
              readOnly
              tabIndex={-1}
              aria-label={t('select', { ref: event.ref })}
            />
          </span>
        )
      }
      before={event.handling === 'example' && <HandlingBadge handling="example" />}
      after={isNew && <NewBadge isAlarm={isAlarm} />}
      title={
        <RecordLink
          eventRef={event.ref}
          id={`row-${event.id}`}
          data-row={event.ref}
          data-focus-tip={exact(event.at, event.atPrecision)}
          tabIndex={isTabStop ? 0 : -1}
          aria-current={isOpen || undefined}
          className="outline-none hover:underline"
        >
          <EventTitle event={event} />
        </RecordLink>
      }
    />
  );
});
