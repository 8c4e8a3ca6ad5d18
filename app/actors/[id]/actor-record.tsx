import { useTranslations } from 'next-intl';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Actor, HistoryItem } from '@/db/model/reference';
import { actorRoles } from '@/db/model/words';
import { useFormats } from '../../_i18n/use-formats';
import { RecordHistory } from '../../_records/_history/record-history';
import { ActorRows } from '../../_records/_lists/actor-rows';
import { CountryCounts } from '../../_records/_lists/country-counts';
import { EventRows } from '../../_records/_lists/event-rows';
import { ThreatRows } from '../../_records/_lists/threat-rows';
import { EditLink } from '../../_records/edit-link';
import { NameLink } from '../../_records/name-link';
import { pathOfActor, pathOfPlace } from '../../_records/paths';
import { RecordColumns, RecordHeading } from '../../_records/record-heading';
import { Section } from '../../_records/section';
import { ThreatCount } from '../../_records/threat-count';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { Fact, Facts } from '../../events/_record/fact';

type ActorRecordProps = {
  actor: Actor;
  figures: Figures;
  active: readonly Event[];
  events: readonly Event[];
  hasMore: boolean;
  history: readonly HistoryItem[];
  parent: Actor | null;
  /** The actors that are parts of this one. */
  parts: readonly Actor[];
  first: Event | null;
};

export function ActorRecord(props: ActorRecordProps) {
  const { actor, figures, active, events, hasMore, history, parent, parts, first } = props;
  const t = useTranslations('profiles');
  const words = useTranslations('words');
  const { threatened, facets } = figures;
  const { id, name, type } = actor;
  const board = `/?actor=${id}`;
  const byRole = actorRoles
    .map((role) => ({
      role,
      events: events.filter((event) => event.actors.some((one) => one.actorId === id && one.role === role)),
    }))
    .filter((group) => group.events.length > 0);
  return (
    <>
      <RecordHeading
        kind={words(`actorTypes.${type}`)}
        title={<UserText>{name}</UserText>}
        facts={<ThreatCount entries={threatened} />}
        actions={<EditLink href={`${pathOfActor(id)}/edit`} />}
      />
      <RecordColumns
        main={
          <>
            {threatened.length > 0 && (
              <Section title={t('threats.title')} more={{ href: board, label: t('onBoard') }}>
                <ThreatRows entries={threatened} active={active} label={t('threats.title')} />
              </Section>
            )}
            {events.length === 0 && <Section title={t('events.title')} empty={t('events.none')} />}
            {byRole.map((group) => (
              <Section
                key={group.role}
                title={words(`actorRoles.${group.role}`)}
                count={hasMore ? null : group.events.length}
                more={hasMore ? { href: board, label: t('events.all') } : undefined}
              >
                <EventRows events={group.events} label={words(`actorRoles.${group.role}`)} />
              </Section>
            ))}
          </>
        }
        side={
          <>
            <ActorFacts actor={actor} parent={parent} first={first} />
            {parts.length > 0 && (
              <Section title={t('actor.parts')}>
                <ActorRows actors={parts} label={t('actor.parts')} />
              </Section>
            )}
            <CountryCounts title={t('actor.targeted')} countries={facets?.targeted ?? []} />
            <RecordHistory
              type="actor"
              items={history}
              actors={parent ? { [parent.id]: parent.name } : {}}
              none={t('actor.noHistory')}
            />
          </>
        }
      />
    </>
  );
}

function ActorFacts({ actor, parent, first }: Pick<ActorRecordProps, 'actor' | 'parent' | 'first'>) {
  const t = useTranslations('profiles');
  const words = useTranslations('words.actorTypes');
  return (
    <Section title={t('facts')}>
      <div className="py-2.5">
        <Facts>
          <Fact name={t('fields.actor.aliases')}>
            {actor.aliases.length > 0 && (
              <ul>
                {actor.aliases.map((alias) => (
                  <li key={alias}>
                    <UserText>{alias}</UserText>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
          <Fact name={t('fields.actor.type')}>{words(actor.type)}</Fact>
          <Fact name={t('fields.actor.parentId')}>
            {parent && (
              <NameLink href={pathOfActor(parent.id)}>
                <UserText>{parent.name}</UserText>
              </NameLink>
            )}
          </Fact>
          <Fact name={t('actor.firstSeen')}>{first && <FirstSeen event={first} />}</Fact>
        </Facts>
      </div>
    </Section>
  );
}

/** The date and place of the earliest event that names the actor. */
function FirstSeen({ event }: { event: Event }) {
  const { country, city: cityOf } = useFormats();
  const { city, country: host } = event.location;
  return (
    <>
      <NameLink href={`/events/${event.ref}`}>
        <Time moment={event.at} precision={event.atPrecision} as="date" />
      </NameLink>
      {', '}
      {city && <NameLink href={pathOfPlace(host, city)}>{cityOf(city, host)}</NameLink>}
      {city && ', '}
      {country(host)}
    </>
  );
}
