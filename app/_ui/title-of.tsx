import type { Handling } from '@/db/model/words';
import { HandlingBadge } from './badge';

/** A record's title, with EXERCISE as its first word where it is one. */
export function TitleOf({ event }: { event: { title: string; handling: Handling } }) {
  if (event.handling !== 'exercise') return event.title;
  return (
    <>
      <span className="me-0.5 inline-flex align-[0.05em]">
        <HandlingBadge handling="exercise" />
      </span>{' '}
      {event.title}
    </>
  );
}
