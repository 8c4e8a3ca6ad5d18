import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Mission, Place } from '@/db/model/reference';
import { useFormats } from '../../../_i18n/use-formats';
import { EventRows } from '../../../_records/_lists/event-rows';
import { MissionRows } from '../../../_records/_lists/mission-rows';
import { ThreatRows } from '../../../_records/_lists/threat-rows';
import { PageMap } from '../../../_records/page-map';
import { RecordColumns, RecordHeading } from '../../../_records/record-heading';
import { Section } from '../../../_records/section';
import { ThreatCount } from '../../../_records/threat-count';

type PlaceRecordProps = {
  country: string;
  city: string;
  threatened: readonly Threatened[];
  active: readonly Event[];
  events: readonly Event[];
  hasMore: boolean;
  missions: readonly Mission[];
  /** The city in the gazetteer; null if it is not known there. */
  gazetteer: Place | null;
  isMapClosed: boolean;
};

export function PlaceRecord(props: PlaceRecordProps) {
  const { country, city, threatened, active, events, hasMore, missions, gazetteer, isMapClosed } = props;
  const t = useTranslations('profiles');
  const { country: nameOf, city: cityOf, number } = useFormats();
  const board = `/?host=${country}&q=${encodeURIComponent(city)}`;
  return (
    <>
      <RecordHeading
        kind={[gazetteer?.province === gazetteer?.name ? null : gazetteer?.province, nameOf(country)]
          .filter(Boolean)
          .join(', ')}
        title={cityOf(city, country)}
        facts={
          <>
            <ThreatCount entries={threatened} />
            {gazetteer && (
              <>
                <span>{t('place.people', { count: number(gazetteer.population) })}</span>
                <span className="font-mono text-small">{`${gazetteer.lat}, ${gazetteer.lon}`}</span>
              </>
            )}
          </>
        }
      />
      <RecordColumns
        main={
          <>
            <Section
              title={t('threats.title')}
              count={threatened.length || null}
              empty={threatened.length === 0 && t('threats.noneHere')}
            >
              <ThreatRows entries={threatened} active={active} label={t('threats.title')} />
            </Section>
            <Section
              title={t('events.here')}
              more={hasMore ? { href: board, label: t('events.all') } : undefined}
              empty={events.length === 0 && t('events.none')}
            >
              <EventRows events={events} label={t('events.here')} />
            </Section>
          </>
        }
        side={
          <>
            {(events.length > 0 || threatened.length > 0) && (
              <Section title={t('map.title')}>
                <PageMap search={`host=${country}&q=${encodeURIComponent(city)}`} isClosed={isMapClosed} />
              </Section>
            )}
            <Section
              title={t('missions.here')}
              count={missions.length}
              empty={missions.length === 0 && t('missions.none')}
            >
              <MissionRows missions={missions} label={t('missions.here')} without="host" />
            </Section>
          </>
        }
      />
    </>
  );
}
