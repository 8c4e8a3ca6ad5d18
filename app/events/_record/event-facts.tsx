import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useFormats, useFormatsIn } from '../../_i18n/use-formats';
import { NameLink } from '../../_records/name-link';
import { pathOfActor, pathOfPlace } from '../../_records/paths';
import { Time } from '../../_ui/labels/time';
import { UserText } from '../../_ui/labels/user-text';
import { Fact, FactSection, Facts, type SectionLevel } from './fact';

/** Time, location, actors, attack and weapon types. */
export function EventFacts({ event, level }: { event: Event; level: SectionLevel }) {
  const t = useTranslations('event.record');
  const words = useTranslations('words');
  const { list } = useFormats();
  return (
    <FactSection level={level} title={t('what')}>
      <Facts>
        <Fact name={event.kind === 'threat' ? t('madeKnown') : t('when')}>
          <When event={event} />
        </Fact>
        <Fact name={t('where')}>
          <Where location={event.location} />
        </Fact>
        <Fact name={t('actors')}>
          {event.actors.length > 0 && (
            <ul>
              {event.actors.map(({ actorId, name, role }) => (
                <li key={`${actorId} ${role}`}>
                  <NameLink href={pathOfActor(actorId)}>
                    <UserText>{name}</UserText>
                  </NameLink>{' '}
                  <span className="text-ink-2">({words(`actorRoles.${role}`)})</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t('attack')}>{list(event.attackTypes.map((one) => words(`attackTypes.${one}`)))}</Fact>
        <Fact name={t('weapons')}>{list(event.weaponTypes.map((one) => words(`weaponTypes.${one}`)))}</Fact>
      </Facts>
    </FactSection>
  );
}

/** The time in the user's time zone, and in the place's if that differs. */
function When({ event }: { event: Event }) {
  const t = useTranslations('event.record');
  const here = useFormats();
  const there = useFormatsIn(event.location.timeZone ?? here.timeZone);
  const isExact = event.atPrecision === 'minute';
  const atPlace = there.moment(event.at, event.atPrecision);
  const zone = there.zone(event.at);
  const isExcluded = isExact && zone !== here.zone(event.at);
  return (
    <>
      <Time moment={event.at} precision={event.atPrecision} isFocusable />
      {isExact && <span className="text-ink-2"> {here.zone(event.at)}</span>}
      {isExcluded && <span className="block text-ink-2">{t('atPlace', { time: atPlace, zone })}</span>}
    </>
  );
}

function Where({ location }: { location: Event['location'] }) {
  const t = useTranslations('event.record');
  const words = useTranslations('words.placePrecisions');
  const { country, city: cityOf } = useFormats();
  const { place, city, province, lat, lon, precision } = location;
  const parts = [province === city ? null : province, country(location.country)].filter(Boolean);
  const isVague = precision === 'neighbourhood' || precision === 'province';
  return (
    <>
      {place && `${place}, `}
      {city && (
        <>
          <NameLink href={pathOfPlace(location.country, city)}>{cityOf(city, location.country)}</NameLink>
          {', '}
        </>
      )}
      {parts.join(', ')}
      {isVague && <span className="text-ink-2"> ({words(precision)})</span>}
      {lat !== null && lon !== null && (
        <span className="block font-mono text-small text-ink-2">
          {t('coordinates', { lat: String(lat), lon: String(lon) })}
        </span>
      )}
    </>
  );
}
