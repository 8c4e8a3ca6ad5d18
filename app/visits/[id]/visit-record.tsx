import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import type { HistoryItem, Visit } from '@/db/model/reference';
import { useFormats } from '../../_i18n/use-formats';
import { RecordHistory } from '../../_records/_history/record-history';
import { EventRows } from '../../_records/_lists/event-rows';
import { EditLink } from '../../_records/edit-link';
import { NameLink } from '../../_records/name-link';
import { PageMap } from '../../_records/page-map';
import { pathOfCountry, pathOfPlace, pathOfVisit } from '../../_records/paths';
import { RecordColumns, RecordHeading } from '../../_records/record-heading';
import { Section } from '../../_records/section';
import { VisitPeriod } from '../../_records/visit-period';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { Fact, Facts } from '../../events/_record/fact';

type VisitRecordProps = {
  visit: Visit;
  /** The active events that light it up. */
  lit: readonly Event[];
  /** The events that name it. */
  events: readonly Event[];
  history: readonly HistoryItem[];
  /** The box (W,S,E,N) around the cities of its legs; null where none is known. */
  area: string | null;
  isMapClosed: boolean;
};

export function VisitRecord(props: VisitRecordProps) {
  const { visit, lit, events, history, area, isMapClosed } = props;
  const t = useTranslations('profiles');
  const { country, title, from, to, tlp } = visit;
  return (
    <>
      <RecordHeading
        kind={t('visit.kind')}
        mark={<Flag country={country} size="large" />}
        title={<UserText>{title}</UserText>}
        facts={
          <>
            {lit.length > 0 && <b className="text-alarm">{t('visits.lit', { count: lit.length })}</b>}
            <VisitPeriod from={from} to={to} />
            <TlpLabel tlp={tlp} />
          </>
        }
        actions={<EditLink href={`${pathOfVisit(visit.id)}/edit`} />}
      />
      <RecordColumns
        main={
          <>
            <Section title={t('visit.now')} empty={lit.length === 0 && t('visit.nothingNow')}>
              {lit.length > 0 && (
                <>
                  <p className="max-w-prose pt-2.5 text-small text-ink-2">{t('visit.rule')}</p>
                  <EventRows events={lit} label={t('visit.now')} />
                </>
              )}
            </Section>
            <Legs visit={visit} />
            {events.length > 0 && (
              <Section title={t('visit.events')}>
                <EventRows events={events} label={t('visit.events')} />
              </Section>
            )}
          </>
        }
        side={
          <>
            <VisitFacts visit={visit} />
            {area && (
              <Section title={t('visit.map')}>
                <PageMap search={`bbox=${area}`} isClosed={isMapClosed} />
              </Section>
            )}
            <RecordHistory type="visit" items={history} none={t('visit.noHistory')} />
          </>
        }
      />
    </>
  );
}

/** Where the delegation is when. */
function Legs({ visit: { legs, host } }: { visit: Visit }) {
  const t = useTranslations('profiles.visit');
  const { country, city: cityOf } = useFormats();
  return (
    <Section title={t('legs')} empty={legs.length === 0 && t('noLegs')}>
      <ol aria-label={t('legs')} className="record-rows">
        {legs.map((leg, index) => {
          const where = leg.host ?? host;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a leg has no id, only its place in the list.
            <li key={index} className="visit-leg">
              <p className="text-ink-2">
                <VisitPeriod from={leg.from} to={leg.to} />
              </p>
              <div className="min-w-0">
                <p>
                  {leg.place && (
                    <b>
                      <UserText>{leg.place}</UserText>
                    </b>
                  )}
                  {leg.place && ', '}
                  {leg.city && (
                    <NameLink href={pathOfPlace(where, leg.city)}>{cityOf(leg.city, where)}</NameLink>
                  )}
                  {leg.city && ', '}
                  {country(where)}
                </p>
                {leg.note && <p className="whitespace-pre-line text-ink-2">{leg.note}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function VisitFacts({ visit }: { visit: Visit }) {
  const t = useTranslations('profiles');
  const names = useTranslations('profiles.fields.visit');
  const { country: nameOf, city: cityOf } = useFormats();
  const { country, host, city, contact, tlp } = visit;
  return (
    <Section title={t('facts')}>
      <div className="py-2.5">
        <Facts>
          <Fact name={names('country')}>
            <NameLink href={pathOfCountry(country)}>{nameOf(country)}</NameLink>
          </Fact>
          <Fact name={names('host')}>{nameOf(host)}</Fact>
          <Fact name={names('city')}>
            {city && <NameLink href={pathOfPlace(host, city)}>{cityOf(city, host)}</NameLink>}
          </Fact>
          <Fact name={names('contact')}>
            {contact && (
              <span className="whitespace-pre-line">
                <UserText>{contact}</UserText>
              </span>
            )}
          </Fact>
          <Fact name={names('tlp')}>
            <TlpLabel tlp={tlp} />
          </Fact>
        </Facts>
      </div>
    </Section>
  );
}
