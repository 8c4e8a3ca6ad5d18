'use client';

import { memo, useMemo } from 'react';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { isSerious } from '@/db/model/words';
import { NewBadge } from '../../_ui/labels/badge';
import { ConfirmationLabel } from '../../_ui/labels/confirmation';
import { EventTitle } from '../../_ui/labels/event-title';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { isContainerClick } from '../_record/record-link';
import { useOpenRecord } from '../_record/use-open-record';
import { VisitNames } from '../_visits/visit-names';
import { useSeen } from '../use-seen';
import { AttackFacts } from './attack-facts';
import { eventsOf, isStrict, strictestOf } from './entries';
import { EntryDue } from './entry-due';
import { EntryName } from './entry-name';
import { OtherEvents } from './other-events';
import './entry.css';

export type EntryProps = {
  entry: Threatened;
  active: ReadonlyMap<string, Event>;
  isNew: boolean;
  /** Whether the filter hides it: it is then dimmed. */
  isHidden: boolean;
  /** On one line, without what is threatened. */
  isLine?: boolean;
};

/**
 * A mission under threat: who and where, how severely, by what and by when, taken from the event that comes first.
 * An attack has further lines.
 */
export const Entry = memo(function Entry({ entry, active, isNew, isHidden, isLine = false }: EntryProps) {
  const { open } = useOpenRecord();
  const events = useMemo(() => eventsOf(entry, active), [entry, active]);
  const seen = useSeen<HTMLLIElement>(
    isNew,
    events.map(({ id }) => id),
  );
  const [lead, ...others] = events;
  if (!lead) return null;
  const { underAttack, severity } = entry;
  const tlp = strictestOf(events);
  const tone = underAttack || isSerious(severity) ? 'alarm' : 'amber';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboard users have the link inside; the click on the entry is an extra.
    <li
      ref={seen}
      onClick={(event) => isContainerClick(event) && open(lead.ref)}
      data-tone={tone}
      data-attack={underAttack || undefined}
      data-hidden={isHidden || undefined}
      data-new={isNew || undefined}
      data-line={isLine || undefined}
      data-severity={severity}
      data-count={1}
      className="threat-entry"
    >
      <Flag country={entry.country} className="entry-flag" />
      <div className="entry-body">
        <div className="entry-line">
          <EntryName entry={entry} eventRef={lead.ref} />
          {underAttack ? (
            <UnderAttackLabel />
          ) : (
            <SeverityLabel severity={severity} isActive isShort={isLine} />
          )}
        </div>
        <div className="entry-line entry-second">
          {isNew && <NewBadge isAlarm />}
          {!isLine && (
            <span className="truncate" title={lead.title}>
              {/* An exercise can come first on the entry of a mission that a real threat endangers too. */}
              {entry.handling === 'exercise' ? (
                <UserText>{lead.title}</UserText>
              ) : (
                <EventTitle event={lead} />
              )}
            </span>
          )}
          <OtherEvents events={others} countries={[entry.country]} isShort />
          <span className="entry-end">
            <EntryDue entry={entry} lead={lead} isShort={isLine} />
            {isStrict(tlp) && !underAttack && <TlpLabel tlp={tlp} isCompact isQuiet />}
          </span>
        </div>
        {entry.toBeConfirmed && !isLine && (
          <p className="entry-confirmation">
            <ConfirmationLabel toBeConfirmed={entry.toBeConfirmed} isShort />
          </p>
        )}
        {underAttack && !isLine && <AttackFacts entry={entry} lead={lead} tlp={tlp} />}
        {!isLine && <VisitNames events={events.map(({ id }) => id)} className="entry-visits" />}
      </div>
    </li>
  );
});
