'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use } from 'react';
import type { FeedItem } from '@/db/model/live';
import type { LiveStatus } from '../../_live/client';
import { fetchPressing } from '../../_live/fetch-board';
import { useLiveClient } from '../../_live/use-live-client';
import { TabTitle } from '../../_shell/tab-title';
import { LiveBar } from '../../(board)/_state/live-bar';
import { LiveState } from '../../(board)/_state/live-word';
import { useLiveTitle } from '../../(board)/_state/use-live-title';

const Status = createContext<LiveStatus | null>(null);

type LiveRecordProps = {
  /** The event, and those that its page shows by name. */
  ids: readonly string[];
  /** The position of the state that the page was drawn from. */
  cursor: string;
  /** Milliseconds. */
  now: number;
  children: ReactNode;
};

/** Draws the page anew when its record changes elsewhere, and tells whether it is live. */
export function LiveRecord({ ids, cursor, now, children }: LiveRecordProps) {
  const router = useRouter();
  const status = useLiveClient({
    cursor,
    now,
    onItems(items) {
      if (items.some((item) => concerns(item, ids))) router.refresh();
    },
    async refetch() {
      const { cursor: fresh } = await fetchPressing();
      router.refresh();
      return fresh;
    },
  });
  return <Status value={status}>{children}</Status>;
}

/** A name or a link that the page shows may change without a version of its own. */
function concerns(item: FeedItem, ids: readonly string[]): boolean {
  if (item.op === 'changed') return true;
  return ids.includes(item.op === 'upsert' ? item.event.id : item.id);
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
