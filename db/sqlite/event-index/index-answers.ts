import { authorize } from '../../authorization';
import type { Principal } from '../../model/access/principal';
import { failure } from '../../model/errors';
import { dayMillis } from '../../model/values/moment';
import type { Store } from '../../store';
import type { JournalTable } from '../journal/journal';
import { createAnswers } from '../queries/answers';
import type { ScanQueries } from '../queries/scan-queries';
import type { Indexer } from '../threads/indexer-port';
import type { QueryPool } from '../threads/query-pool';
import type { IndexQueries } from './index-queries';

type IndexParts = {
  index: Indexer;
  reader: QueryPool<ScanQueries>;
  journal: JournalTable;
  audienceOf: (who: Principal) => string;
  /** Runs a query in one snapshot. */
  read: <T>(query: () => T) => Promise<T>;
};

/**
 * The queries of the port that the event index answers: all but pages of events near missions for all readers of an
 * audience, until the journal grows.
 */
export function createIndexAnswers({
  index,
  reader,
  journal,
  audienceOf,
  read,
}: IndexParts): Pick<Store, 'board' | 'map' | 'near' | 'timeline' | 'trends'> {
  const boards = createAnswers<Awaited<ReturnType<IndexQueries['board']>>>(journal, audienceOf, read);
  const maps = createAnswers<Awaited<ReturnType<IndexQueries['map']>>>(journal, audienceOf, read);
  const timelines = createAnswers<Awaited<ReturnType<IndexQueries['timeline']>>>(journal, audienceOf, read);
  const trends = createAnswers<Awaited<ReturnType<IndexQueries['trends']>>>(journal, audienceOf, read);
  const requireIndex = () => {
    if (!index.isBuilt()) throw failure('index-building');
  };

  return {
    async board(who, filter, now, signal) {
      authorize('board', [who, filter, now]);
      if (!index.isBuilt()) return reader.run(signal, 'boardWithoutIndex', who, filter, now);
      // For a second, because parts depend on the clock: what is overdue, and the last 30 days.
      const key = JSON.stringify([Math.floor(now / 1000), filter]);
      return boards.get(who, key, () => index.run(signal, 'board', who, filter, now));
    },
    async map(who, question, now, signal) {
      authorize('map', [who, question, now]);
      requireIndex();
      return maps.get(who, JSON.stringify(question), () => index.run(signal, 'map', who, question, now));
    },
    async near(who, query, signal) {
      authorize('near', [who, query]);
      requireIndex();
      return index.run(signal, 'near', who, query);
    },
    async timeline(who, query, signal) {
      authorize('timeline', [who, query]);
      requireIndex();
      return timelines.get(who, JSON.stringify(query), () => index.run(signal, 'timeline', who, query));
    },
    async trends(who, query, now, signal) {
      authorize('trends', [who, query, now]);
      requireIndex();
      // For a day, because the last week ends with today.
      const today = Math.floor(now / dayMillis);
      const key = JSON.stringify([today, query]);
      return trends.get(who, key, () => index.run(signal, 'trends', who, query, today));
    },
  };
}
