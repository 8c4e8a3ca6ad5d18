import { useTranslations } from 'next-intl';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { HistoryItem, Mission } from '@/db/model/reference';
import { useFormats, useMissionName, useTypeName } from '../../_i18n/use-formats';
import { RecordHistory } from '../../_records/_history/record-history';
import { ActorCounts } from '../../_records/_lists/actor-counts';
import { EventRows } from '../../_records/_lists/event-rows';
import { ThreatRows } from '../../_records/_lists/threat-rows';
import { EditLink } from '../../_records/edit-link';
import { NameLink } from '../../_records/name-link';
import { PageMap } from '../../_records/page-map';
import { pathOfCountry, pathOfMission, pathOfPlace } from '../../_records/paths';
import { RecordColumns, RecordHeading } from '../../_records/record-heading';
import { Section } from '../../_records/section';
import { ThreatCount } from '../../_records/threat-count';
import { Flag } from '../../_ui/labels/flag';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { Fact, Facts } from '../../events/_record/fact';
import { NearEvents, type NearEventsOf } from './near-events';

type MissionRecordProps = {
  mission: Mission;
  figures: Figures;
  active: readonly Event[];
  events: readonly Event[];
  hasMore: boolean;
  history: readonly HistoryItem[];
  /** Null without coordinates, or while the events are being indexed. */
  near: NearEventsOf | null;
  isMapClosed: boolean;
};

export function MissionRecord(props: MissionRecordProps) {
  const { mission, figures, active, events, hasMore, history, near, isMapClosed } = props;
  const t = useTranslations('profiles');
  const missionName = useMissionName();
  const { threatened, facets } = figures;
  const { id, sending } = mission;
  const board = `/?mission=${id}`;
  return (
    <>
      <RecordHeading
        kind={t('mission.kind')}
        mark={<Flag country={sending} size="large" />}
        title={missionName({ ...mission, country: sending })}
        facts={
          <>
            <ThreatCount entries={threatened} />
            <Status mission={mission} />
          </>
        }
        actions={<EditLink href={`${pathOfMission(id)}/edit`} />}
      />
      <RecordColumns
        main={
          <>
            {threatened.length > 0 && (
              <Section title={t('threats.title')} more={{ href: board, label: t('onBoard') }}>
                <ThreatRows entries={threatened} active={active} label={t('threats.title')} />
              </Section>
            )}
            <Section
              title={t('events.against')}
              more={hasMore ? { href: board, label: t('events.all') } : undefined}
              empty={events.length === 0 && t('events.none')}
            >
              <EventRows events={events} label={t('events.against')} />
            </Section>
            {near && <NearEvents mission={id} near={near} />}
          </>
        }
        side={
          <>
            <MissionFacts mission={mission} />
            {events.length > 0 && (
              <Section title={t('map.title')}>
                <PageMap search={`mission=${id}`} isClosed={isMapClosed} />
              </Section>
            )}
            <ActorCounts actors={facets?.actor ?? []} />
            <RecordHistory type="mission" items={history} none={t('mission.noHistory')} />
          </>
        }
      />
    </>
  );
}

/** "Open since 5 Mar 2020"; amber unless it works as usual. */
function Status({ mission: { status, statusSince } }: { mission: Mission }) {
  const t = useTranslations('profiles.mission');
  const words = useTranslations('words.missionStatuses');
  const isLimited = status !== 'open' && status !== 'unknown';
  return (
    <span className={isLimited ? 'font-medium text-amber' : undefined}>
      {statusSince === null
        ? words(status)
        : t.rich('statusSince', {
            status: words(status),
            since: () => <Time moment={statusSince} as="since" />,
          })}
    </span>
  );
}

function MissionFacts({ mission }: { mission: Mission }) {
  const t = useTranslations('profiles');
  const names = useTranslations('profiles.fields.mission');
  const typeName = useTypeName();
  const { country, city: cityOf } = useFormats();
  const { sending, host, type, city, metro, name, aliases, lat, lon, wikidata } = mission;
  return (
    <Section title={t('facts')}>
      <div className="py-2.5">
        <Facts>
          <Fact name={names('sending')}>
            <NameLink href={pathOfCountry(sending)}>{country(sending)}</NameLink>
          </Fact>
          <Fact name={names('host')}>
            <NameLink href={`/missions?host=${host}`}>{country(host)}</NameLink>
          </Fact>
          <Fact name={names('city')}>
            {city && <NameLink href={pathOfPlace(host, city)}>{cityOf(city, host)}</NameLink>}
          </Fact>
          <Fact name={names('metro')}>
            {metro && metro !== city && (
              <NameLink href={pathOfPlace(host, metro)}>{cityOf(metro, host)}</NameLink>
            )}
          </Fact>
          <Fact name={names('type')}>{typeName(type)}</Fact>
          <Fact name={names('name')}>{name && <UserText>{name}</UserText>}</Fact>
          <Fact name={names('aliases')}>
            {aliases.length > 0 && (
              <ul>
                {aliases.map((alias) => (
                  <li key={alias}>
                    <UserText>{alias}</UserText>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
          <Fact name={names('place')}>
            {lat !== null && lon !== null && <span className="font-mono text-small">{`${lat}, ${lon}`}</span>}
          </Fact>
          <Fact name="Wikidata">{wikidata && <span className="font-mono text-small">{wikidata}</span>}</Fact>
        </Facts>
      </div>
    </Section>
  );
}
