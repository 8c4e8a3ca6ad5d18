'use client';

import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { KindMark } from '../../_ui/labels/kind-mark';
import { SeverityMark } from '../../_ui/labels/severity';
import { RowFacts } from './row-facts';
import { RowSource } from './row-source';
import { RowWhen } from './row-when';
import './row.css';
import './row-print.css';

type RowBodyProps = {
  event: Event;
  isAlarm: boolean;
  /** The link or text of the title, one element. */
  title: ReactNode;
  /** The checkbox of a list whose rows can be selected. */
  check?: ReactNode;
  /** Badges before and after the title, which stay whole when the title is cut. */
  before?: ReactNode;
  after?: ReactNode;
  /** False only in a form without a location yet. */
  isPlaceKnown?: boolean;
};

/** The content of a row: on the board, and in the form's preview. */
export function RowBody({ event, isAlarm, title, check, before, after, isPlaceKnown = true }: RowBodyProps) {
  return (
    <>
      <div className="row-when">
        <RowWhen event={event} />
      </div>
      {check}
      <div className="row-kind">
        <KindMark kind={event.kind} isAlarm={isAlarm} />
      </div>
      <div className={`row-severity ${isAlarm ? 'text-alarm' : 'text-incident'}`}>
        <SeverityMark severity={event.severity} />
      </div>
      <h3 className="row-title">
        {before}
        {title}
        {after}
      </h3>
      <p className="row-ref">{event.ref}</p>
      <div id={`about-${event.id}`} className="row-facts">
        <RowFacts event={event} isAlarm={isAlarm} isPlaceKnown={isPlaceKnown} />
      </div>
      <RowSource event={event} />
      {event.summary !== '' && <p className="row-summary">{event.summary}</p>}
    </>
  );
}
