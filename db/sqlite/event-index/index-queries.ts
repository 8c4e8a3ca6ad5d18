import { createBoard } from '../../event-index/board';
import { evaluate } from '../../event-index/evaluate';
import { createEventIndex } from '../../event-index/event-index';
import { createMap, type MapQuestion } from '../../event-index/map';
import { createNear } from '../../event-index/near';
import { selectPage } from '../../event-index/page';
import { createTimeline } from '../../event-index/timeline';
import { createTrends } from '../../event-index/trends';
import type { Principal } from '../../model/access/principal';
import type { Figures } from '../../model/board';
import type { Filter } from '../../model/filter';
import type { NearItem } from '../../model/near';
import type { Country } from '../../model/places/countries';
import type { Mission } from '../../model/reference';
import type { Timeline, TimelineQuery } from '../../model/timeline';
import type { Trends, TrendsQuery } from '../../model/trends';
import type { EventListQuery, EventPage, NearPage, NearQuery, Position } from '../../store';
import { type Connection, createDb } from '../client';
import { createJournal } from '../journal/journal';
import { createAudiences } from '../queries/audiences';
import { createEventLists } from '../queries/event-lists';
import { createEventRows } from '../queries/event-rows';
import { createRecordQueries } from '../records/record-queries';
import { createIndexSource } from './source';

/** `audience` is the one of this snapshot. */
type Answer<T> = { answer: T; position: Position; audience: string };

/** The queries that the event index answers, for a connection of its thread. Call each inside one transaction. */
export function createIndexQueries(connection: Connection, own: readonly Country[]) {
  const db = createDb(connection);
  const journal = createJournal(db);
  const lists = createEventLists(db, createEventRows(db));
  const source = createIndexSource(db, journal, lists);
  const index = createEventIndex(source);
  const readBoard = createBoard(index, source, own);
  const readTimeline = createTimeline(index, source);
  const readTrends = createTrends(index, source);
  const readMap = createMap(index, source, own);
  const findNear = createNear(index, source);
  const records = createRecordQueries(db);
  const audienceOf = createAudiences(db);

  /** An answer with the position and the audience of this snapshot. */
  const answer = async <T>(who: Principal, read: () => Promise<T>) => {
    const { seq, chain } = await index.follow();
    return { answer: await read(), position: { seq, chain }, audience: audienceOf(who) };
  };

  return {
    index,
    queries: {
      async board(
        who: Principal,
        filter: Filter,
        now: number,
      ): Promise<{ figures: Figures } & Omit<Answer<Figures>, 'answer'>> {
        const { answer: figures, ...more } = await answer(who, () => readBoard(who, filter, now));
        return { figures, ...more };
      },

      timeline: (who: Principal, query: TimelineQuery): Promise<Answer<Timeline>> =>
        answer(who, () => readTimeline(who, query)),

      trends: (who: Principal, query: TrendsQuery, today: number): Promise<Answer<Trends>> =>
        answer(who, () => readTrends(who, query, today)),

      /** Serialized here, off the event loop: a map has up to 2,000 features. */
      map: (who: Principal, question: MapQuestion, now: number): Promise<Answer<Uint8Array>> =>
        answer(who, async () => Buffer.from(JSON.stringify(await readMap(who, question, now)))),

      async listEvents(who: Principal, { filter, sort, limit, after }: EventListQuery): Promise<EventPage> {
        const { seq, chain } = await index.follow();
        const found = filter.q ? await source.search(filter.q) : null;
        const columns = index.columns();
        const { rows } = evaluate(columns, who, await source.locate(filter), found);
        const numbers = selectPage(columns, rows, { sort, limit: limit + 1, after });
        const page = lists.page(who, lists.rowsOf(numbers), limit, (row) =>
          sort === 'at' ? row.at : row.activityAt,
        );
        return { ...page, position: { seq, chain } };
      },

      /** Each event with its nearest missions. */
      async near(who: Principal, { filter, limit, after }: NearQuery): Promise<NearPage> {
        await index.follow();
        const found = await findNear(who, filter, { limit: limit + 1, after });
        const shown = found.slice(0, limit);
        const rows = lists.rowsOf(shown.map(({ n }) => n));
        const events = lists.read(who, rows);
        const known = new Map<string, Mission>();
        const missionOf = (id: string) => {
          const one = known.get(id) ?? records.getRecord(who, 'mission', id);
          known.set(id, one);
          return one;
        };
        const items = events.flatMap((event, position): NearItem[] =>
          (shown[position]?.missions ?? []).map(({ id, km }) => ({
            event,
            mission: missionOf(id),
            km: Math.round(km * 1000) / 1000,
          })),
        );
        const last = found.length > limit ? rows.at(-1) : undefined;
        return {
          itemsJson: Buffer.from(JSON.stringify(items)),
          next: last ? { value: last.at, n: last.n } : null,
        };
      },

      /** Applies the latest changes, so that the next answer does not wait for them. */
      async follow(): Promise<void> {
        await index.follow();
      },
    },
  };
}

export type IndexQueries = ReturnType<typeof createIndexQueries>['queries'];
