import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { citiesOfVisit, citySearch, placeOfCity } from '@/db/model/places/city-place';
import type { Visit } from '@/db/model/reference';
import { endMillis, limitInUtc, startMillis } from '@/db/model/values/moment';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { isolated } from '../../_i18n/bidi';
import { eventsIn } from '../../_records/read-events';
import { RecordPage } from '../../_records/record-page';
import { parseClosed } from '../../(board)/_side/slots';
import { nullIfNotFound } from '../../null-if-not-found';
import { areaAround } from './area';
import { VisitRecord } from './visit-record';

type PageProps = { params: Promise<{ id: string }> };

/** A visit: what threatens it now, where it is when, whom to call, and the events that name it. */
export default async function VisitPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [{ cursor, now, ...record }, t] = await Promise.all([
    read(id.data),
    getTranslations('profiles.visit'),
  ]);
  return (
    <RecordPage
      title={t('tab', { title: isolated(record.visit.title) })}
      types={['event', 'visit']}
      cursor={cursor}
      now={now}
      namespaces={['map']}
    >
      <VisitRecord {...record} />
    </RecordPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const visit = await store.getRecord(who, 'visit', id).catch(nullIfNotFound);
  if (visit === null) notFound();
  const [lit, list, history, places] = await Promise.all([
    runtime.readVisitLights(who),
    runtime.listEvents(who, around(visit)),
    store.listRecordHistory(who, 'visit', id),
    Promise.all(
      citiesOfVisit(visit).map(async ({ host, city }) =>
        placeOfCity(await store.listPlaces(who, citySearch(host, city)), host, city),
      ),
    ),
  ]);
  return {
    visit,
    lit: lit.find((one) => one.visit.id === id)?.events ?? [],
    events: eventsIn(list).filter(({ targets }) => targets.some((one) => one.visitId === id)),
    history,
    area: areaAround(places.filter((place) => place !== null)),
    isMapClosed: parseClosed((await cookies()).get('side')?.value).includes('map'),
    cursor,
    now: Date.now(),
  };
}

const yearMillis = 366 * 86_400_000;

/** The events among which those that name a visit are: of its country, from a year before it until its end. */
function around({ country, from, to }: Visit) {
  const period = { from: limitInUtc(startMillis(from) - yearMillis), to: limitInUtc(endMillis(to)) };
  return { targeted: [country], ...period, limit: 500 };
}
