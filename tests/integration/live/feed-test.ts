import { randomUUID } from 'node:crypto';
import { expect, test as runner } from '@playwright/test';
import type { Principal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { threat } from '../store/records';
import { sqliteStore } from '../store/sqlite';
import { openFeed } from './feed-server';
import { openViewer, type Viewer } from './viewer';

/** The clock of the rounds of `refetch`. */
type Clock = { now(): number; pass(millis: number): void };

type Fixtures = {
  store: Store;
  /** Stands still until the test moves it. */
  clock: Clock;
  feed: Awaited<ReturnType<typeof openFeed>>;
  /** Opens a viewer as this person and waits until it is live. */
  watch(person: Principal, cursor?: string): Promise<Viewer>;
  log(by: Principal, more: Record<string, unknown>): Promise<string>;
  change(by: Principal, id: string, version: number, more: Record<string, unknown>): Promise<void>;
};

/** Playwright's test with a feed over its own store, in this process. */
export const test = runner.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  store: async ({}, use) => {
    const { store, remove } = await sqliteStore();
    await use(store);
    await remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  clock: async ({}, use) => {
    let millis = 0;
    await use({
      now: () => millis,
      pass(more) {
        millis += more;
      },
    });
  },
  feed: async ({ store, clock }, use) => {
    const feed = await openFeed(store, clock.now);
    await use(feed);
    await feed.close();
  },
  watch: async ({ feed }, use) => {
    const opened: Viewer[] = [];
    await use(async (person, cursor) => {
      const viewer = openViewer(feed.url, { cursor, headers: feed.headersOf(person) });
      opened.push(viewer);
      await viewer.until(({ frames }) => frames.length > 0);
      return viewer;
    });
    for (const viewer of opened) viewer.close();
  },
  log: async ({ store }, use) => {
    await use(async (by, more) => {
      const { event } = await store.createEvent(by, threat(more), { key: randomUUID(), digest: '' });
      return event.id;
    });
  },
  change: async ({ store }, use) => {
    await use(async (by, id, version, more) => {
      await store.updateEvent(by, id, version, threat(more), null);
    });
  },
});

export { expect };
