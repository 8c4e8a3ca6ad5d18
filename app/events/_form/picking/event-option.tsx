import type { Event } from '@/db/model/event/event';
import { HandlingBadge } from '../../../_ui/labels/badge';
import { TlpLabel } from '../../../_ui/labels/tlp';
import type { LinkedEvent } from '../state/form-state';

type EventOptionProps = { event: Pick<LinkedEvent, 'ref' | 'title' | 'tlp'> & Pick<Event, 'handling'> };

/** An event in a list to choose from. */
export function EventOption({ event: { ref, title, tlp, handling } }: EventOptionProps) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <HandlingBadge handling={handling} />
        <span className="font-mono text-small">{ref}</span>
        {tlp && <TlpLabel tlp={tlp} />}
      </span>
      <span className="block text-ink-2">{title}</span>
    </>
  );
}
