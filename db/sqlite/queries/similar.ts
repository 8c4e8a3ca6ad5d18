import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { SimilarDraft, SimilarEvent } from '../../model/similar';
import { startMillis } from '../../model/values/moment';
import { similarityKeysOf } from '../../rules/similar/keys';
import { comparedOf, leastScore, nearDateMillis, similarityOf } from '../../rules/similar/score';
import { significantWordsOf } from '../../rules/similar/text';
import type { Db } from '../client';
import { events } from '../schema/events';
import { createEventLists, listColumns, toListRow } from './event-lists';
import { createEventRows, isInJsonList } from './event-rows';
import { preparedVisibleSql, readerParams } from './visible';

/** How many events each way of finding gives at most; the latest or nearest of them. */
const perKey = 100;
const perCountry = 100;
const perDate = 150;
/** A word that more events have tells little; of these, the latest count. */
const perWord = 300;
const maxWords = 24;
/** The events that share the rarest words. */
const maxByWords = 80;

type Query = { draft: SimilarDraft; exceptId: string | null; limit: number };

/**
 * Finds similar events: candidates by the addresses, origins and titles of all years, by targeted country and by place
 * within days, and by the rarest words; the rule then compares them.
 */
export function createSimilarQuery(db: Db) {
  const lists = createEventLists(db, createEventRows(db));
  const connection = db.$client;
  const numbers = (text: string) => connection.prepare<(number | string)[], number>(text).pluck();
  const byKey = numbers('select event_n from event_keys where key = ? order by event_n desc limit ?');
  const byCountryBefore = numbers(
    'select event_n from event_countries where country = ? and at between ? and ? order by at desc limit ?',
  );
  const byCountryAfter = numbers(
    'select event_n from event_countries where country = ? and at between ? and ? order by at limit ?',
  );
  const byPlace = numbers(
    `select n from (select n from events indexed by events_by_at where at between ? and ? order by at limit 1500)
      join events using (n) where host = ? and is_deleted = 0 and abs(lat - ?) < 0.02 limit ?`,
  );
  const byWord = numbers('select rowid from events_fts where events_fts match ? order by rowid desc limit ?');
  const visible = db
    .select(listColumns)
    .from(events)
    .where(
      and(
        isInJsonList(events.n, sql.placeholder('numbers')),
        eq(events.isDeleted, false),
        sql`${events.id} is not ${sql.placeholder('exceptId')}`,
        preparedVisibleSql(),
      ),
    )
    .prepare();

  function listSimilar(who: Principal, { draft, exceptId, limit }: Query): SimilarEvent[] {
    const own = comparedOf(draft);
    const found = JSON.stringify([...candidatesOf(draft)]);
    const rows = visible.values({ numbers: found, exceptId, ...readerParams(who) }).map(toListRow);
    const similar = rows
      .map((row) => ({ row, ...similarityOf(own, comparedOf(JSON.parse(row.record.toString()))) }))
      .filter(({ score }) => score >= leastScore)
      .sort((one, other) => other.score - one.score || other.row.at - one.row.at || other.row.n - one.row.n)
      .slice(0, limit);
    const shown = lists.read(
      who,
      similar.map(({ row }) => row),
    );
    return shown.flatMap((event, index) => {
      const { score = 0, reasons = [] } = similar[index] ?? {};
      return { event, score: Math.round(score * 1000) / 1000, reasons };
    });
  }

  function candidatesOf(draft: SimilarDraft): Set<number> {
    const found = new Set<number>();
    const add = (some: readonly number[]) => {
      for (const n of some) found.add(n);
    };
    const sources = draft.sources.map(({ url = null, publisher = '', origin = null }) => ({
      url,
      publisher,
      origin,
    }));
    for (const key of similarityKeysOf({ title: draft.title, sources })) add(byKey.all(key, perKey));
    if (draft.at) {
      const at = startMillis(draft.at);
      const [from, to] = [at - nearDateMillis, at + nearDateMillis];
      for (const country of new Set(draft.targets.map((target) => target.country))) {
        add(byCountryBefore.all(country, from, at, perCountry));
        add(byCountryAfter.all(country, at, to, perCountry));
      }
      const { country, lat } = draft.location ?? {};
      if (country && typeof lat === 'number') add(byPlace.all(from, to, country, lat, perDate));
    }
    add(byRarestWords(draft));
    return found;
  }

  /** The events that share most of the rarest words of the title, or of the summary while there is no title. */
  function byRarestWords({ title, summary }: SimilarDraft): number[] {
    const given = significantWordsOf(title);
    const words = given.length >= 2 ? given : significantWordsOf(`${title} ${summary.slice(0, 400)}`);
    const weights = new Map<number, number>();
    for (const word of words.slice(0, maxWords)) {
      const having = byWord.all(`"${word}"`, perWord);
      for (const n of having) weights.set(n, (weights.get(n) ?? 0) + 1 / Math.log2(2 + having.length));
    }
    return [...weights]
      .sort(([n, weight], [otherN, otherWeight]) => otherWeight - weight || otherN - n)
      .slice(0, maxByWords)
      .map(([n]) => n);
  }

  return { listSimilar };
}
