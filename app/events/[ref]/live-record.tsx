'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useRef } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import type { Handling } from '@/db/model/words';
import { useExercise } from '../../_i18n/exercise';
import type { LiveStatus } from '../../_live/client';
import { fetchActive } from '../../_live/fetch-board';
import { randomDelayMillis } from '../../_live/random-delay';
import { useLiveClient } from '../../_live/use-live-client';
import { TabTitle } from '../../_shell/tab-title';
import { LiveBar } from '../../(board)/_state/live-bar';
import { LiveStatusLabel } from '../../(board)/_state/live-indicator';
import { useLiveTitle } from '../../(board)/_state/use-live-title';

const Status = createContext<LiveStatus | null>(null);

type LiveRecordProps = {
  /** The event's id. */
  id: string;
  /** Ids of the records named on the page: linked events, missions, actors, visits. */
  named: ReadonlySet<string>;
  /** The cursor of the state that the page was rendered from. */
  cursor: string;
  /** In milliseconds. */
  now: number;
  children: ReactNode;
};

/** Refreshes the page when its record or a record that it names changes, and provides the connection state. */
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
    planned.current ??= setTimeout(refresh, randomDelayMillis());
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

/** For a changed link, the linked event's id. */
function idOf(item: FeedItem): string {
  return item.op === 'upsert' ? item.event.id : item.id;
}

function useStatus(): LiveStatus {
  const status = use(Status);
  if (status === null) throw new Error('Use this inside LiveRecord');
  return status;
}

export function RecordTitle({ handling, children }: { handling: Handling; children: string }) {
  const marked = useExercise();
  return <TabTitle>{useLiveTitle(useStatus())(marked(handling, children))}</TabTitle>;
}

export function RecordLiveState() {
  return <LiveStatusLabel status={useStatus().status} />;
}

export function RecordLiveBar() {
  return <LiveBar live={useStatus()} />;
}
