import type { Handling } from '@/db/model/words';
import { HandlingBadge } from './badge';
import { UserText } from './user-text';

/** A record's title, preceded by EXERCISE for an exercise. */
export function EventTitle({ event }: { event: { title: string; handling: Handling } }) {
  return (
    <>
      {event.handling === 'exercise' && (
        <>
          <span className="me-0.5 inline-flex align-[0.05em]">
            <HandlingBadge handling="exercise" />
          </span>{' '}
        </>
      )}
      <UserText>{event.title}</UserText>
    </>
  );
}
