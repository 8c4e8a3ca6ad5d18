'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useRef } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import type { LiveStatus } from '../../_live/client';
import { fetchActive } from '../../_live/fetch-board';
import { useLiveClient } from '../../_live/use-live-client';
import { TabTitle } from '../../_shell/tab-title';
import { LiveBar } from '../../(board)/_state/live-bar';
import { LiveState } from '../../(board)/_state/live-word';
import { useLiveTitle } from '../../(board)/_state/use-live-title';

const Status = createContext<LiveStatus | null>(null);

type LiveRecordProps = {
  /** The event. */
  id: string;
  /** What its page shows by name: linked events, missions, actors, visits. */
  named: ReadonlySet<string>;
  /** The position of the state that the page was drawn from. */
  cursor: string;
  /** Milliseconds. */
  now: number;
  children: ReactNode;
};

/** A name that many pages show is read again at a random moment, so that they do not all ask at once. */
const shortestMillis = 1_000;
const longestMillis = 5_000;

/** Draws the page again when its record changes elsewhere, or what it names, and tells whether it is live. */
export function LiveRecord({ id, named, cursor, now, children }: LiveRecordProps) {
  const router = useRouter();
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(planned.current), []);
  function refresh(): void {
    clearTimeout(planned.current);
    planned.current = undefined;
    router.refresh();
  }
  function refreshSoon(): void {
    planned.current ??= setTimeout(
      refresh,
      shortestMillis + Math.random() * (longestMillis - shortestMillis),
    );
  }
  const status = useLiveClient({
    cursor,
    now,
    onItems(items) {
      if (items.some((item) => item.op !== 'changed' && idOf(item) === id)) refresh();
      else if (items.some((item) => named.has(idOf(item)) || idOf(item) === id)) refreshSoon();
    },
    async refetch() {
      const { cursor: fresh } = await fetchActive();
      refresh();
      return fresh;
    },
  });
  return <Status value={status}>{children}</Status>;
}

/** Of a link that has changed, the event at its end. */
function idOf(item: FeedItem): string {
  return item.op === 'upsert' ? item.event.id : item.id;
}

function useStatus(): LiveStatus {
  const status = use(Status);
  if (status === null) throw new Error('Use this inside LiveRecord');
  return status;
}

export function RecordTitle({ children }: { children: string }) {
  return <TabTitle>{useLiveTitle(useStatus())(children)}</TabTitle>;
}

export function RecordLiveState() {
  return <LiveState status={useStatus().status} />;
}

export function RecordLiveBar() {
  return <LiveBar live={useStatus()} />;
}
