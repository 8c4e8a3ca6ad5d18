import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type Country, isCountry } from '@/db/model/places/countries';
import { countryName } from '@/db/model/places/country-names';
import { limitInUtc } from '@/db/model/values/moment';
import { getRuntime } from '@/server/runtime';
import { eventsIn } from '../../_records/read-events';
import { RecordPage } from '../../_records/record-page';
import { parseClosed } from '../../(board)/_side/slots';
import { nullWhileIndexIsBuilt } from '../../null-while-index-is-built';
import { CountryRecord } from './country-record';

type PageProps = { params: Promise<{ code: string }> };

const shownEvents = 40;
const shownMissions = 500;
const trendYears = 5;

/** A targeted country: who of it is under threat now, what happened to it, its missions, visits and known actors. */
export default async function CountryPage({ params }: PageProps) {
  const { code } = await params;
  const known = code.toUpperCase();
  if (!isCountry(known)) notFound();
  if (known !== code) redirect(`/countries/${known}`);
  const [{ cursor, now, ...record }, locale, t] = await Promise.all([
    read(known),
    getLocale(),
    getTranslations('profiles.country'),
  ]);
  const name = countryName(known, locale);
  return (
    <RecordPage
      title={t('tab', { country: name })}
      types={['event', 'mission', 'visit']}
      cursor={cursor}
      now={now}
      namespaces={['map', 'plots']}
    >
      <CountryRecord code={known} {...record} />
    </RecordPage>
  );
}

async function read(code: Country) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const now = Date.now();
  const filter = { targeted: [code] };
  const from = limitInUtc(now - trendYears * 366 * 86_400_000);
  const [{ figures }, list, missions, visits, lit, timeline] = await Promise.all([
    runtime.readBoard(who, filter),
    runtime.listEvents(who, { ...filter, sort: 'at', limit: shownEvents }),
    store.listRecords(who, 'mission', { sending: [code], limit: shownMissions, after: null }),
    store.listRecords(who, 'visit', { country: [code], from: now, limit: 20, after: null }),
    runtime.readVisitLights(who),
    store.timeline(who, { ...filter, from, bucket: 'month', tz: 'UTC' }).catch(nullWhileIndexIsBuilt),
  ]);
  return {
    figures,
    active,
    events: eventsIn(list),
    hasMore: list.next !== null,
    timeline: timeline?.answer ?? null,
    isMapClosed: parseClosed((await cookies()).get('side')?.value).includes('map'),
    missions: missions.items,
    visits: visits.items,
    lit: Object.fromEntries(lit.map(({ visit, events }) => [visit.id, events.length])),
    cursor,
    now,
  };
}
