'use client';

import { useTranslations } from 'next-intl';
import type { Visit } from '@/db/model/reference';
import { useFormats } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { NameLink } from '../name-link';
import { pathOfCountry, pathOfPlace, pathOfVisit } from '../paths';
import { VisitPeriod } from '../visit-period';

type VisitRowsProps = {
  visits: readonly Visit[];
  label: string;
  /** The number of events that light a visit up, by its id. */
  lit?: Readonly<Record<string, number>>;
  /** Leaves out the country that all of them share. */
  without?: 'country';
};

/** Visits, each with its period, delegation, place and marking. */
export function VisitRows({ visits, label, lit = {}, without }: VisitRowsProps) {
  return (
    <ul aria-label={label} className="record-rows">
      {visits.map((visit) => (
        <li key={visit.id} className="flex flex-col gap-0.5 py-2">
          <VisitLine visit={visit} events={lit[visit.id] ?? 0} without={without} />
        </li>
      ))}
    </ul>
  );
}

type VisitLineProps = { visit: Visit; events: number } & Pick<VisitRowsProps, 'without'>;

function VisitLine({ visit, events, without }: VisitLineProps) {
  const t = useTranslations('profiles.visits');
  const { country: nameOf, city: cityOf } = useFormats();
  const { id, country, host, city, title, from, to, tlp } = visit;
  return (
    <>
      <p className="flex min-h-6 flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <NameLink href={pathOfVisit(id)} className="font-bold">
          <UserText>{title}</UserText>
        </NameLink>
        {events > 0 && <b className="text-alarm">{t('lit', { count: events })}</b>}
        <TlpLabel tlp={tlp} />
      </p>
      <p className="flex min-h-6 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-small text-ink-2">
        <VisitPeriod from={from} to={to} />
        {without !== 'country' && (
          <span className="inline-flex items-baseline gap-1.5">
            <Flag country={country} size="small" className="translate-y-px" />
            <NameLink href={pathOfCountry(country)}>{nameOf(country)}</NameLink>
          </span>
        )}
        <span>
          {city ? <NameLink href={pathOfPlace(host, city)}>{cityOf(city, host)}</NameLink> : null}
          {city ? ', ' : null}
          {nameOf(host)}
        </span>
      </p>
    </>
  );
}
