'use client';

import type { Handling } from '@/db/model/words';
import { useExercise } from '../../_i18n/exercise';
import { useQueriesStatus } from '../../_live/pages/live-queries';
import { TabTitle } from '../../_shell/tab-title';
import { LiveBar } from '../../(board)/_state/live-bar';
import { LiveStatusLabel } from '../../(board)/_state/live-indicator';
import { useLiveTitle } from '../../(board)/_state/use-live-title';

export function RecordTitle({ handling, children }: { handling: Handling; children: string }) {
  const marked = useExercise();
  return <TabTitle>{useLiveTitle(useQueriesStatus())(marked(handling, children))}</TabTitle>;
}

export function RecordLiveState() {
  return <LiveStatusLabel status={useQueriesStatus().status} />;
}

export function RecordLiveBar() {
  return <LiveBar live={useQueriesStatus()} />;
}
