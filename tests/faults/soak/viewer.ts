import type { BoardAction, BoardState } from '@/app/_live/board-state';
import { connectLive, type LiveClient } from '@/app/_live/client';
import { fetchPage, fetchSnapshot } from '@/app/_live/fetch-board';
import { initialState, reduce } from '@/app/_live/reducer';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { FaultyNetwork } from './network';
import type { Power } from './power';
import type { Tally } from './tally';

/** The filter of a board, as in the address of the page and as the reducer takes it. */
export type View = { search: string; filter: Filter };

type ViewerParts = { name: string; view: View; network: FaultyNetwork; tally: Tally; power: Power };

/** A board with the browser's client and reducer; the effect of each frame on it is checked. */
export async function openViewer({ name, view, network, tally, power }: ViewerParts) {
  const { search, filter } = view;
  let state: BoardState;
  let client: LiveClient;
  /** A viewer sends one request at a time. */
  let isWaiting = false;

  async function load(): Promise<void> {
    const snapshot = await fetchWithRetries(power, () => fetchSnapshot({ search, sort: 'latest' }, null));
    state = initialState({ snapshot, filter });
    client = connectLive({
      cursor: snapshot.cursor,
      url: network.url,
      onItems: applyFrame,
      onStatus: () => {},
      refetch: async () => {
        tally.fail('resets', `${name} was reset`);
        const fresh = await fetchSnapshot({ search, sort: 'latest' }, null);
        dispatch({ type: 'replace', snapshot: fresh, filter });
        return fresh.cursor;
      },
    });
  }

  function dispatch(action: BoardAction): void {
    state = reduce(state, action);
  }

  function applyFrame(items: readonly FeedItem[]): void {
    const before = state;
    dispatch({ type: 'frame', items });
    for (const item of items) if (item.op === 'upsert') inspect(before, item.event);
    if (new Set(state.rows).size !== state.rows.length) tally.fail('doubled', `${name} shows a row twice`);
  }

  function inspect(before: BoardState, { id, version }: { id: string; version: number }): void {
    const old = before.events.get(id);
    const now = state.events.get(id);
    const last = Math.max(old?.version ?? 0, before.removed.get(id) ?? 0);
    if (version <= (old?.version ?? 0)) tally.counts['repeated items'] += 1;
    if (now && now.version < last) {
      tally.fail('out of order', `${name} went from version ${last} of ${id} to ${now.version}`);
    }
    if (old && now && now !== old && now.version === old.version) {
      tally.fail('doubled', `${name} took version ${now.version} of ${id} twice`);
    }
  }

  async function wait(work: () => Promise<void>): Promise<void> {
    if (isWaiting) return;
    isWaiting = true;
    await work().finally(() => {
      isWaiting = false;
    });
  }

  await load();
  return {
    name,
    view,
    network,
    state: () => state,
    /** Whether this version, or a later one, is on the board. */
    hasVersion: (id: string, version: number) => (state.events.get(id)?.version ?? 0) >= version,
    /** Pauses the feed or resumes it. */
    setPaused: (isPaused: boolean) => dispatch({ type: 'pause', isPaused }),
    loadMore: () =>
      wait(async () => {
        const { next, generation } = state;
        if (next === null) return;
        const page = await fetchWithRetries(power, () =>
          fetchPage({ search, sort: 'latest' }, next, state.rows.length),
        );
        dispatch({ type: 'page', generation, ...page });
      }),
    /** Closes the page and opens it again. */
    reopen: () =>
      wait(async () => {
        tally.counts['boards reopened'] += 1;
        client.close();
        await load();
      }),
    /** The page becomes visible again. */
    wake: () => client.wake(),
    async close(): Promise<void> {
      client.close();
      await network.close();
    },
  };
}

export type BoardViewer = Awaited<ReturnType<typeof openViewer>>;

const maxAttempts = 100;

/** Retries until the server responds, as a user reloads a page. */
async function fetchWithRetries<T>(power: Power, fetch: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await power.untilOn();
    try {
      return await fetch();
    } catch (error) {
      if (tries === maxAttempts) throw error;
    }
  }
}
