import { useTranslations } from 'next-intl';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Country } from '@/db/model/places/countries';
import type { Mission, Visit } from '@/db/model/reference';
import type { Timeline } from '@/db/model/timeline';
import { useFormats } from '../../_i18n/use-formats';
import { ActorCounts } from '../../_records/_lists/actor-counts';
import { EventRows } from '../../_records/_lists/event-rows';
import { ThreatRows } from '../../_records/_lists/threat-rows';
import { VisitRows } from '../../_records/_lists/visit-rows';
import { EventTimeline } from '../../_records/event-timeline';
import { PageMap } from '../../_records/page-map';
import { RecordColumns, RecordHeading } from '../../_records/record-heading';
import { Section } from '../../_records/section';
import { ThreatCount } from '../../_records/threat-count';
import { Flag } from '../../_ui/labels/flag';
import { MissionsByHost } from './missions-by-host';

type CountryRecordProps = {
  code: Country;
  figures: Figures;
  active: readonly Event[];
  events: readonly Event[];
  hasMore: boolean;
  /** Null while the events are being indexed. */
  timeline: Timeline | null;
  isMapClosed: boolean;
  missions: readonly Mission[];
  visits: readonly Visit[];
  /** The number of events that light a visit up, by its id. */
  lit: Readonly<Record<string, number>>;
};

export function CountryRecord(props: CountryRecordProps) {
  const { code, figures, active, events, hasMore, missions, visits, lit } = props;
  const { timeline, isMapClosed } = props;
  const t = useTranslations('profiles');
  const { country } = useFormats();
  const { threatened, counts, facets } = figures;
  const name = country(code);
  const total = facets?.targeted.find((one) => one.country === code)?.events;
  return (
    <>
      <RecordHeading
        kind={t('country.kind')}
        mark={<Flag country={code} size="large" />}
        title={name}
        facts={
          <>
            <ThreatCount entries={threatened} />
            <span>{t('country.incidents30d', { count: counts.incidents30d })}</span>
            {total !== undefined && <span>{t('events.total', { count: total })}</span>}
          </>
        }
      />
      <RecordColumns
        main={
          <>
            <Section
              title={t('threats.title')}
              count={threatened.length || null}
              more={{ href: `/?targeted=${code}`, label: t('onBoard') }}
              empty={threatened.length === 0 && t('threats.none')}
            >
              <ThreatRows entries={threatened} active={active} label={t('threats.title')} />
            </Section>
            {timeline !== null && timeline.items.length > 1 && (
              <Section
                title={t('events.overTime')}
                more={{ href: `/trends?targeted=${code}`, label: t('events.trends') }}
              >
                <EventTimeline timeline={timeline} name={`timeline-${code}`} />
              </Section>
            )}
            <Section
              title={t('events.title')}
              more={hasMore ? { href: `/?targeted=${code}`, label: t('events.all') } : undefined}
              empty={events.length === 0 && t('events.none')}
            >
              <EventRows events={events} label={t('events.title')} />
            </Section>
          </>
        }
        side={
          <>
            <Section title={t('map.title')}>
              <PageMap search={`targeted=${code}`} isClosed={isMapClosed} />
            </Section>
            {visits.length > 0 && (
              <Section
                title={t('visits.coming')}
                more={{ href: `/visits?country=${code}`, label: t('visits.all') }}
              >
                <VisitRows visits={visits} lit={lit} label={t('visits.coming')} without="country" />
              </Section>
            )}
            <ActorCounts actors={facets?.actor ?? []} />
            <MissionsByHost code={code} missions={missions} />
          </>
        }
      />
    </>
  );
}
