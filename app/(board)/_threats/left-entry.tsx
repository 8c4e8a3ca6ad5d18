'use client';

import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/labels/badge';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { RecordLink } from '../_record/record-link';
import { isStrict } from './entries';

const maxNames = 3;
export const leftActionClass = 'cursor-pointer underline underline-offset-2 hover:text-ink';

type LeftEntryProps = {
  event: Event;
  /** The id of the link to the record. */
  id: string;
  /** Why it no longer counts, at the end of the first line. */
  state: ReactNode;
  /** Actions or facts, at the end of the second line. */
  children?: ReactNode;
  /** A line below. */
  note?: ReactNode;
};

/** A threat or attack that no longer counts as one, in grey, so that nothing vanishes silently. */
export function LeftEntry({ event, id, state, children, note }: LeftEntryProps) {
  const typeName = useTypeName();
  const { country: nameOf, shortCountry, city: cityOf, list } = useFormats();
  const { city, country: host } = event.location;
  const countries = [...new Set(event.targets.map(({ country }) => country))];
  const [first] = countries;
  const further = countries.length - maxNames;
  const [type, ...otherTypes] = new Set(event.targets.map(({ mission, type }) => mission?.type ?? type));
  return (
    <li className="threat-entry" data-lapsed>
      {first && <Flag country={first} className="entry-flag" />}
      <div className="entry-body">
        <div className="entry-line">
          <p className="entry-name">
            <HandlingBadge handling={event.handling} />
            <span>
              <b>{list(countries.slice(0, maxNames).map(shortCountry))}</b>{' '}
              <span className="entry-place">
                {further > 0 && <span>+{further}</span>}{' '}
                {type && otherTypes.length === 0 && <span className="entry-type">{typeName(type)},</span>}{' '}
                <span className="entry-city">{city ? cityOf(city, host) : nameOf(host)}</span>
              </span>
            </span>
          </p>
          <span className="shrink-0">{state}</span>
        </div>
        <div className="entry-line entry-second">
          <RecordLink
            eventRef={event.ref}
            id={id}
            title={event.title}
            data-walk
            className="truncate hover:underline"
          >
            <UserText>{event.title}</UserText>
          </RecordLink>
          {isStrict(event.tlp) && <TlpLabel tlp={event.tlp} isCompact isQuiet />}
          <span className="entry-end dotted">{children}</span>
        </div>
        {note && <p className="entry-confirmation">{note}</p>}
      </div>
    </li>
  );
}
