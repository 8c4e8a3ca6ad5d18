'use client';

import { useQueriesStatus } from '../_live/pages/live-queries';
import { TabTitle } from '../_shell/tab-title';
import { LiveBar } from '../(board)/_state/live-bar';
import { LiveStatusLabel } from '../(board)/_state/live-indicator';
import { useLiveTitle } from '../(board)/_state/use-live-title';

/** The title of the tab, which says when the page is not live. */
export function LiveTabTitle({ children }: { children: string }) {
  return <TabTitle>{useLiveTitle(useQueriesStatus())(children)}</TabTitle>;
}

/** The state of the connection, in the header. */
export function PageLiveState() {
  return <LiveStatusLabel status={useQueriesStatus().status} />;
}

/** Says how old the page is while it is not live. */
export function PageLiveBar() {
  return <LiveBar live={useQueriesStatus()} />;
}
