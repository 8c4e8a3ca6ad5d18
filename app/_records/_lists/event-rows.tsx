'use client';

import Link from 'next/link';
import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { RowBody } from '../../(board)/_feed/row-body';
import '../../(board)/board.css';

/** Events as rows like those of the board; the title opens the record's page. */
export function EventRows({ events, label }: { events: readonly Event[]; label: string }) {
  return (
    <div className="feed-column">
      <ul aria-label={label} className="record-rows">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </div>
  );
}

function EventRow({ event }: { event: Event }) {
  const isAlarm = targetsInDanger(event).length > 0;
  return (
    <li data-event={event.id} className={`py-2.5 ps-3 ${isAlarm ? 'row-alarm' : ''}`}>
      <div className="row-grid">
        <RowBody
          event={event}
          isAlarm={isAlarm}
          title={
            <>
              <Link href={`/events/${event.ref}`} prefetch={false} className="hover:underline">
                <EventTitle event={event} />
              </Link>
              {event.handling === 'example' && (
                <span className="ms-2 inline-flex align-[0.05em]">
                  <HandlingBadge handling="example" />
                </span>
              )}
            </>
          }
        />
      </div>
    </li>
  );
}
