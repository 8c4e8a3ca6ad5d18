import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { isActive, isOverdue } from '@/db/model/event/threatened';
import { getRuntime } from '@/server/runtime';
import { isolated } from '../../_i18n/bidi';
import { PageMessages } from '../../_i18n/client-messages';
import { LivePage } from '../../_live/pages/live-page';
import { LiveQueries } from '../../_live/pages/live-queries';
import { Shell } from '../../_shell/shell';
import { nullIfNotFound } from '../../null-if-not-found';
import { Actions } from '../_actions/actions';
import { ConfirmationNotice } from '../_actions/confirmation-notice';
import { collectIds } from '../_history/collect-ids';
import { History } from '../_history/history';
import { LedHere } from '../_merge/led-here';
import { noNames } from '../_names/describe';
import { namesOfPeople } from '../_people/people';
import { judgementIn } from '../_record/judgement';
import { readLinked } from '../_record/read-linked';
import { Record } from '../_record/record';
import { ConcernedVisits } from './concerned-visits';
import { RecordLiveBar, RecordLiveState, RecordTitle } from './live-record';

type PageProps = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

const recordTypes = ['event', 'mission', 'actor', 'visit', 'link'] as const;

/** The page of a record: its facts, actions and history. */
export default async function EventPage({ params, searchParams }: PageProps) {
  const [{ ref }, { merged }] = await Promise.all([params, searchParams]);
  const { event, linked, history, names, named, visits, concerned, cursor, now } = await read(ref);
  // The address has its id, or the reference of a record merged into it.
  if (event.ref !== ref)
    redirect(`/events/${event.ref}${event.aliases.includes(ref) ? `?merged=${ref}` : ''}`);
  return (
    <PageMessages namespaces={['event', 'form', 'board', 'problems', 'profiles']}>
      <LiveQueries cursor={cursor} now={now}>
        <LivePage types={recordTypes} id={event.id} named={named} />
        <LivePage types={['visit']} />
        <Shell title={null} live={<RecordLiveState />}>
          <RecordTitle handling={event.handling}>{`${event.ref} ${isolated(event.title)}`}</RecordTitle>
          <RecordLiveBar />
          <div className="mx-auto grid grid-cols-[minmax(0,44rem)] justify-center gap-x-12 gap-y-8 px-5 py-6 max-sm:px-3.5 lg:grid-cols-[minmax(0,44rem)_minmax(0,24rem)]">
            <div className="flex min-w-0 flex-col gap-5">
              <Actions event={event} />
              <LedHere event={event} from={merged} />
              <ConfirmationNotice event={event} />
              <Record
                event={event}
                linked={linked}
                visits={visits}
                people={names.people}
                level={1}
                isOverdue={isOverdue(event, now)}
                judgement={judgementIn(history, event.verification)}
              />
              <ConcernedVisits visits={concerned} />
            </div>
            <History items={history} names={names} targets={event.targets} />
          </div>
        </Shell>
      </LiveQueries>
    </PageMessages>
  );
}

async function read(ref: string) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const event = await store.getEvent(who, ref).catch(nullIfNotFound);
  if (event === null) notFound();
  const [linked, history] = await Promise.all([
    readLinked(event, (ids) => store.getEvents(who, ids)),
    store.listHistory(who, event.id),
  ]);
  const ids = collectIds(history);
  for (const { missionId, visitId } of event.targets) {
    if (missionId) ids.missions.add(missionId);
    if (visitId) ids.visits.add(visitId);
  }
  for (const { actorId } of event.actors) ids.actors.add(actorId);
  const [missions, actors, visits, people, lit] = await Promise.all([
    all(ids.missions, (id) => store.getRecord(who, 'mission', id)),
    all(ids.actors, (id) => store.getRecord(who, 'actor', id)),
    all(ids.visits, (id) => store.getRecord(who, 'visit', id)),
    store.listPeople(who),
    isActive(event) ? runtime.readVisitLights(who) : [],
  ]);
  const names = {
    ...noNames,
    missions: Object.fromEntries(
      missions.map(({ id, sending, ...mission }) => [id, { ...mission, country: sending }]),
    ),
    actors: Object.fromEntries(actors.map(({ id, name }) => [id, name])),
    visits: Object.fromEntries(visits.map(({ id, title }) => [id, title])),
    people: namesOfPeople(people),
  };
  const ofTargets = Object.fromEntries(visits.map(({ id, title, tlp }) => [id, { title, tlp }]));
  const named = new Set([...Object.keys(linked), ...ids.missions, ...ids.actors, ...ids.visits]);
  const concerned = lit.filter(({ events }) => events.some(({ id }) => id === event.id));
  return {
    event,
    linked,
    history,
    names,
    named,
    visits: ofTargets,
    concerned: concerned.map(({ visit }) => visit),
    cursor,
    now: Date.now(),
  };
}

/** The records that the user may see. */
async function all<T>(ids: Iterable<string>, get: (id: string) => Promise<T>): Promise<T[]> {
  const found = await Promise.all([...ids].map((id) => get(id).catch(nullIfNotFound)));
  return found.flatMap((one) => (one === null ? [] : [one]));
}
