'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { EventTitle } from '../../_ui/labels/event-title';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { ExpiredLabel, OverdueLabel } from '../../_ui/labels/status';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { NameLink } from '../name-link';
import { pathOfCountry, pathOfMission, pathOfPlace, pathOfVisit } from '../paths';

type ThreatRowsProps = {
  entries: readonly Threatened[];
  /** The active events, of which each entry shows its leading one. */
  active: readonly Event[];
  label: string;
};

/** Who is under threat now and by what: the entries of the board, with a link from each name. */
export function ThreatRows({ entries, active, label }: ThreatRowsProps) {
  const byId = new Map(active.map((event) => [event.id, event]));
  return (
    <ul aria-label={label} className="record-rows">
      {entries.map((entry) => {
        const lead = byId.get(entry.leading);
        return lead && <ThreatRow key={entry.key} entry={entry} lead={lead} />;
      })}
    </ul>
  );
}

function ThreatRow({ entry, lead }: { entry: Threatened; lead: Event }) {
  const { country: nameOf } = useFormats();
  const isSerious = entry.severity === 'extreme' || entry.severity === 'severe';
  return (
    <li>
      <div
        className="threat-row"
        data-tone={entry.underAttack ? 'attack' : isSerious ? 'serious' : 'watch'}
        data-threatened={entry.key}
      >
        <Flag country={entry.country} size="large" className="row-span-2 mt-0.5" />
        <p className="min-w-0">
          <NameLink href={pathOfCountry(entry.country)} className="font-bold">
            {nameOf(entry.country)}
          </NameLink>{' '}
          <Place entry={entry} />
        </p>
        <p className="text-end">
          {entry.underAttack ? <UnderAttackLabel /> : <SeverityLabel severity={entry.severity} isActive />}
        </p>
        <p className="min-w-0 text-ink-2">
          <Link href={`/events/${lead.ref}`} prefetch={false} className="text-ink hover:underline">
            <EventTitle event={lead} />
          </Link>{' '}
          <span className="inline-flex align-[-0.1em]">
            <TlpLabel tlp={lead.tlp} isCompact isQuiet />
          </span>
        </p>
        <p className="text-end whitespace-nowrap text-ink-2">
          <Due entry={entry} lead={lead} />
        </p>
      </div>
    </li>
  );
}

/** "Embassy, Kabul", each with its page. */
function Place({ entry }: { entry: Threatened }) {
  const t = useTranslations('common');
  const typeName = useTypeName();
  const { country: nameOf, city: cityOf } = useFormats();
  const { mission, visit, allMissions, type, city, host } = entry;
  if (allMissions) return <span>{t('allMissionsIn', { host: nameOf(host) })}</span>;
  const what = typeName(mission?.type ?? type);
  const path = mission ? pathOfMission(mission.id) : visit ? pathOfVisit(visit.id) : null;
  return (
    <span>
      {path === null ? what : <NameLink href={path}>{what}</NameLink>},{' '}
      {city ? <NameLink href={pathOfPlace(host, city)}>{cityOf(city, host)}</NameLink> : nameOf(host)}
    </span>
  );
}

/** What the entry needs, when it is expected, or how long ago it began. */
function Due({ entry, lead }: { entry: Threatened; lead: Event }) {
  if (entry.expired) return <ExpiredLabel isShort />;
  if (entry.overdue) return <OverdueLabel isShort />;
  if (lead.threat?.urgency === 'expected') return <UrgencyLabel event={lead} className="font-medium" />;
  return <Time moment={lead.at} precision={lead.atPrecision} as="span" isFocusable />;
}
