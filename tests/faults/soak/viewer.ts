import type { BoardAction, BoardState } from '@/app/_live/board-state';
import { connectLive, type LiveClient } from '@/app/_live/client';
import { fetchPage, fetchSnapshot, pageSizeAfter } from '@/app/_live/fetch-board';
import { initialState, reduce } from '@/app/_live/reducer';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { StormyNetwork } from './network';
import type { Power } from './power';
import type { Tally } from './tally';

/** The filter of a board, as the address of the page says it and as the reducer takes it. */
export type View = { search: string; filter: Filter };

type ViewerParts = { name: string; view: View; network: StormyNetwork; tally: Tally; power: Power };

/** A board as the browser keeps it, by its own client and reducer; what each frame does to it is looked at. */
export async function openViewer({ name, view, network, tally, power }: ViewerParts) {
  const { search, filter } = view;
  let state: BoardState;
  let client: LiveClient;
  /** One who waits for an answer asks for nothing else. */
  let isWaiting = false;

  async function load(): Promise<void> {
    const snapshot = await fetched(power, () => fetchSnapshot(search));
    state = initialState({ snapshot, filter });
    client = connectLive({
      cursor: snapshot.cursor,
      url: network.url,
      onItems: take,
      onStatus: () => {},
      refetch: async () => {
        tally.fail('resets', `${name} was told to fetch the board anew`);
        const fresh = await fetchSnapshot(search);
        dispatch({ type: 'replace', snapshot: fresh, filter });
        return fresh.cursor;
      },
    });
  }

  function dispatch(action: BoardAction): void {
    state = reduce(state, action);
  }

  function take(items: readonly FeedItem[]): void {
    const before = state;
    dispatch({ type: 'frame', items });
    for (const item of items) if (item.op === 'upsert') inspect(before, item.event);
    if (new Set(state.rows).size !== state.rows.length) tally.fail('doubled', `${name} shows a row twice`);
  }

  function inspect(before: BoardState, { id, version }: { id: string; version: number }): void {
    const old = before.events.get(id);
    const now = state.events.get(id);
    const last = Math.max(old?.version ?? 0, before.removed.get(id) ?? 0);
    if (version <= (old?.version ?? 0)) tally.counts['items that came again'] += 1;
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
    /** Is this version, or a later one, on the board? */
    holds: (id: string, version: number) => (state.events.get(id)?.version ?? 0) >= version,
    /** Pauses the feed or resumes it. */
    hold: (isPaused: boolean) => dispatch({ type: 'pause', isPaused }),
    loadMore: () =>
      wait(async () => {
        const { next, generation } = state;
        if (next === null) return;
        const page = await fetched(power, () => fetchPage(search, next, pageSizeAfter(state.rows.length)));
        dispatch({ type: 'page', generation, ...page });
      }),
    /** The page is closed and opened anew. */
    reopen: () =>
      wait(async () => {
        tally.counts['boards opened anew'] += 1;
        client.close();
        await load();
      }),
    /** He looks at the page again. */
    wake: () => client.wake(),
    async close(): Promise<void> {
      client.close();
      await network.close();
    },
  };
}

export type BoardViewer = Awaited<ReturnType<typeof openViewer>>;

const mostTries = 100;

/** Tries until the server is there, as a person reloads a page. */
async function fetched<T>(power: Power, fetch: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    await power.isOn();
    try {
      return await fetch();
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}
