import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Event } from '@/db/model/event/event';
import { threatenedBy } from '@/db/model/event/threatened';
import { namesOfCity } from '@/db/model/places/city-names';
import { citySearch, placeOfCity } from '@/db/model/places/city-place';
import { type Country, isCountry } from '@/db/model/places/countries';
import { fold } from '@/db/model/values/fold';
import { getRuntime } from '@/server/runtime';
import { isolated } from '../../../_i18n/bidi';
import { eventsIn } from '../../../_records/read-events';
import { RecordPage } from '../../../_records/record-page';
import { parseClosed } from '../../../(board)/_side/slots';
import { PlaceRecord } from './place-record';

type PageProps = { params: Promise<{ country: string; city: string }> };

const maxCityLength = 120;
/** A search also finds events that only mention the city, which are left out. */
const searched = 200;
const shownEvents = 60;

/** A city: who is under threat there now, what happened there, and the missions in it. */
export default async function PlacePage({ params }: PageProps) {
  const { country, city: encoded } = await params;
  const city = decodeURIComponent(encoded).trim();
  if (!isCountry(country) || city === '' || city.length > maxCityLength) notFound();
  const [{ cursor, now, ...record }, t] = await Promise.all([
    read(country, city),
    getTranslations('profiles.place'),
  ]);
  return (
    <RecordPage
      title={t('tab', { city: isolated(city) })}
      types={['event', 'mission']}
      cursor={cursor}
      now={now}
      namespaces={['map']}
    >
      <PlaceRecord country={country} city={city} {...record} />
    </RecordPage>
  );
}

async function read(country: Country, city: string) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const now = Date.now();
  const names = new Set(namesOfCity(country, city).map(fold));
  const isThere = ({ location }: Event) =>
    location.country === country && location.city !== null && names.has(fold(location.city));
  const [list, missions, places] = await Promise.all([
    runtime.listEvents(who, { host: [country], q: city, sort: 'at', limit: searched }),
    store.listRecords(who, 'mission', { host: [country], city, limit: 500, after: null }),
    store.listPlaces(who, citySearch(country, city)),
  ]);
  const events = eventsIn(list).filter(isThere);
  return {
    threatened: threatenedBy(active.filter(isThere), {}, now, runtime.own),
    active,
    events: events.slice(0, shownEvents),
    hasMore: list.next !== null || events.length > shownEvents,
    missions: missions.items,
    gazetteer: placeOfCity(places, country, city),
    isMapClosed: parseClosed((await cookies()).get('side')?.value).includes('map'),
    cursor,
    now,
  };
}
