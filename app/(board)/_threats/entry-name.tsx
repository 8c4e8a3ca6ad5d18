'use client';

import type { Threatened } from '@/db/model/board';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/labels/badge';
import { RecordLink } from '../_record/record-link';
import { usePlaceParts } from './place-label';

type EntryNameProps = { entry: Threatened; eventRef: string };

/**
 * The country, which is never shortened, and the mission's type and city. The type gives way first. It links to the
 * record that comes first.
 */
export function EntryName({ entry, eventRef }: EntryNameProps) {
  const { country: nameOf, shortCountry } = useFormats();
  const { type, place, label } = usePlaceParts()(entry);
  const shown = type === null ? place : `${type}, ${place}`;
  return (
    <h2 className="entry-name">
      <HandlingBadge handling={entry.handling} />
      <RecordLink
        eventRef={eventRef}
        id={`threat-${entry.key}`}
        title={`${nameOf(entry.country)}, ${label}`}
        data-walk
      >
        <b>{shortCountry(entry.country)}</b>{' '}
        <span className="entry-place">
          {type !== null && <span className="entry-type">{type},</span>}{' '}
          <span className="entry-city">{place}</span>
        </span>
        {label !== shown && <span className="sr-only">{label.slice(shown.length)}</span>}
      </RecordLink>
    </h2>
  );
}
