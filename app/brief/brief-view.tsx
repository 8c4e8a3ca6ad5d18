'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { HandoverReport } from '@/db/model/handover';
import { useFormats } from '../_i18n/use-formats';
import { RecordHeading } from '../_records/record-heading';
import { Section } from '../_records/section';
import { ThreatCount } from '../_records/threat-count';
import { Choices } from '../_ui/choices';
import { GradeLabel } from '../_ui/labels/grade';
import { UserText } from '../_ui/labels/user-text';
import { linkClass } from '../_ui/link-class';
import { PrintButton } from '../_ui/print-button';
import type { ActiveFilter } from '../(board)/_filters/active-filters';
import type { MissionPlaces } from '../(board)/_filters/filter-names';
import { useActiveFilterLabel } from '../(board)/_filters/use-active-filter-label';
import { useFilterLabel } from '../(board)/_filters/use-filter-label';
import type { OpenedView } from '../(board)/_views/opened-view';
import { ChangeLine } from '../handover/change-line';
import { Records, ThreatsNow } from '../handover/report-lists';
import { countSources } from './count-sources';
import { briefHours } from './hours';

type BriefViewProps = {
  hours: number;
  /** The filter in the address. */
  search: string;
  view: OpenedView | null;
  filters: readonly ActiveFilter[];
  /** The missions that the filter names. */
  places: MissionPlaces;
  /** Names by id. */
  actors: Readonly<Record<string, string>>;
  figures: Figures;
  active: readonly Event[];
  arrived: readonly Event[];
  changed: HandoverReport['changed'];
  ended: readonly Event[];
  isComplete: boolean;
};

export function BriefView(props: BriefViewProps) {
  const { hours, search, view, figures, active, arrived, changed, ended, isComplete } = props;
  const t = useTranslations('handover.brief');
  const th = useTranslations('handover');
  const incidents = arrived.filter(({ kind }) => kind === 'incident');
  const threats = arrived.filter(({ kind }) => kind === 'threat');
  const changes = new Map(changed.map((one) => [one.event.id, one.changes]));
  const address = (given: Record<string, string>) =>
    new URLSearchParams([
      ...new URLSearchParams(search),
      ...(view ? [['view', view.id]] : []),
      ...Object.entries(given),
    ]).toString();
  return (
    <>
      <RecordHeading
        title={t('title')}
        facts={
          <>
            <ThreatCount entries={figures.threatened} />
            <span>
              {t('counts', { incidents: incidents.length, threats: threats.length, ended: ended.length })}
            </span>
          </>
        }
        actions={<PrintButton />}
      />
      <div className="flex flex-col gap-2">
        <p className="max-w-prose text-ink-2">{t('about', { hours })}</p>
        <FilterLine {...props} href={`/?${address({})}`} />
        <div data-print="no">
          <Choices
            label={th('period')}
            choices={briefHours.map((one) => ({
              name: one < 48 ? th('hours', { count: one }) : th('days', { count: one / 24 }),
              href: `/brief?${address({ hours: String(one) })}`,
              isChosen: hours === one,
            }))}
          />
        </div>
      </div>
      {!isComplete && <p className="font-medium text-amber">{th('incomplete')}</p>}
      <ThreatsNow figures={figures} active={active} />
      <Records title={t('incidents')} events={incidents} empty={t('noIncidents')} />
      <Records title={t('threats')} events={threats} empty={t('noThreats')} />
      <Records
        title={th('changed')}
        events={changed.map(({ event }) => event)}
        empty={th('noneChanged')}
        detailsOf={(event) => <ChangeLine changes={changes.get(event.id) ?? []} />}
      />
      <Records title={th('ended')} events={ended} empty={th('noneEnded')} />
      <Sources events={[...arrived, ...changed.map(({ event }) => event), ...ended]} />
    </>
  );
}

/** What the brief is about: the view, and what the address filters by. */
function FilterLine({
  view,
  filters,
  places,
  actors,
  href,
}: Pick<BriefViewProps, 'view' | 'filters' | 'places' | 'actors'> & { href: string }) {
  const t = useTranslations('handover.brief');
  const { list } = useFormats();
  const words = useFilterLabel({ facets: null, events: new Map(), places, isShort: true });
  const labelOf = useActiveFilterLabel((name, value) =>
    name === 'actor' ? (actors[value] ?? value) : words(name, value),
  );
  return (
    <p className="flex flex-wrap gap-x-4">
      {view && (
        <b className="font-medium">
          <UserText>{view.name}</UserText>
        </b>
      )}
      <span>{filters.length === 0 ? t('all') : t('filter', { filter: list(filters.map(labelOf)) })}</span>
      <Link data-print="no" href={href} prefetch={false} className={linkClass}>
        {t('change')}
      </Link>
    </p>
  );
}

/** Who reported what is in the brief, and how good they are at best. */
function Sources({ events }: { events: readonly Event[] }) {
  const t = useTranslations('handover.brief');
  const sources = countSources(events);
  return (
    <Section
      title={t('sources')}
      count={sources.length || null}
      empty={sources.length === 0 && t('noSources')}
    >
      <ul aria-label={t('sources')} className="record-rows">
        {sources.map(({ publisher, records, grade }) => (
          <li key={publisher} className="flex gap-4 py-1.5">
            <span className="w-8 shrink-0">{grade && <GradeLabel grade={grade} />}</span>
            <span className="min-w-0 flex-1 wrap-anywhere">
              <UserText>{publisher}</UserText>
            </span>
            <span className="text-ink-2">{t('records', { count: records })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
