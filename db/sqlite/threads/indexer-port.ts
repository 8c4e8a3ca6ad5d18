import type { IndexQueries } from '../event-index/index-queries';
import {
  createQueryPool,
  createQueryThread,
  type QueryPool,
  type QuerySettings,
  type QueryThreadSettings,
} from './query-pool';
import type { OnBackgroundError } from './thread';

/** `built` is shared with the thread: 1 while the event index is built. */
export type IndexerSettings = QueryThreadSettings & { built: Int32Array };

export type Indexer = QueryPool<IndexQueries> & {
  /** Applies changes to the event index, unless that is happening already. */
  follow(): void;
  isBuilt(): boolean;
};

/** The thread of the event index. `isBuilt` holds until the thread has started and says itself. */
export function createIndexer(
  settings: QuerySettings,
  isBuilt: boolean,
  script: URL,
  onBackgroundError?: OnBackgroundError,
): Indexer {
  const built = new Int32Array(new SharedArrayBuffer(4)).fill(Number(isBuilt));
  const thread = createQueryThread({ ...settings, built }, script, onBackgroundError);
  let isFollowing = false;
  return {
    ...createQueryPool<IndexQueries>([thread]),
    follow() {
      if (isFollowing) return;
      isFollowing = true;
      thread
        .call('follow', [])
        .catch(() => {
          // The next answer follows too, and reports why it cannot.
        })
        .finally(() => {
          isFollowing = false;
        });
    },
    isBuilt: () => Atomics.load(built, 0) === 1,
  };
}
