'use client';

import { createLazyComponent } from '../../_lazy/lazy-component';
import { useOpenRecord } from '../_record/use-open-record';
import type { InitialRecord } from '../_record/use-record';

const RecordPanel = createLazyComponent(() => import('../_record/record-panel'));

/** Whether the third column takes space. */
export function useHasSide(): boolean {
  return useOpenRecord().ref !== null;
}

/** The third column: the open record lies over what else it shows, so that threats and feed stay. */
export function SideColumn({ opened }: { opened: InitialRecord }) {
  const { ref } = useOpenRecord();
  return <div className="side-column">{ref !== null && <RecordPanel eventRef={ref} initial={opened} />}</div>;
}
