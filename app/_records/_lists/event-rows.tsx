'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { RowBody } from '../../(board)/_feed/row-body';

type EventRowsProps = {
  events: readonly Event[];
  label: string;
  /** What the list says of an event beside its title. */
  noteOf?: (event: Event) => ReactNode;
  /** What stands below an event, by its id. */
  details?: ReadonlyMap<string, ReactNode> | undefined;
};

/** Events as the rows of the board; the title opens the record's page. */
export function EventRows({ events, label, noteOf, details }: EventRowsProps) {
  return (
    <div className="rows">
      <ul aria-label={label} className="record-rows">
        {events.map((event) => (
          <EventRow key={event.id} event={event} note={noteOf?.(event)} details={details?.get(event.id)} />
        ))}
      </ul>
    </div>
  );
}

type EventRowProps = { event: Event; note: ReactNode; details: ReactNode };

function EventRow({ event, note, details }: EventRowProps) {
  const isAlarm = targetsInDanger(event).length > 0;
  return (
    <li data-event={event.id} className={isAlarm ? 'row-alarm' : undefined}>
      <div className="row-grid">
        <RowBody
          event={event}
          isAlarm={isAlarm}
          before={event.handling === 'example' && <HandlingBadge handling="example" />}
          after={note}
          title={
            <Link href={`/events/${event.ref}`} prefetch={false} className="hover:underline">
              <EventTitle event={event} />
            </Link>
          }
        />
      </div>
      {details && <div className="record-row-details">{details}</div>}
    </li>
  );
}
