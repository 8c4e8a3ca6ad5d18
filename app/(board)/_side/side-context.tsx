'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { setPreferenceCookie } from '../../_i18n/cookie';
import { useOpenRecord } from '../_record/use-open-record';
import { type PanelName, panelNames } from './panel-names';

type Side = {
  isOpen(panel: PanelName): boolean;
  setOpen(panel: PanelName, isOpen: boolean): void;
};

const SideContext = createContext<Side | null>(null);

/** Which panels of the third column the reader has closed; kept in a cookie, so that the first paint has the layout. */
export function SideProvider({
  closed: initial,
  children,
}: {
  closed: readonly PanelName[];
  children: ReactNode;
}) {
  const [closed, setClosed] = useState(initial);
  const side = useMemo<Side>(
    () => ({
      isOpen: (panel) => !closed.includes(panel),
      setOpen(panel, isOpen) {
        const next = panelNames.filter((one) => (one === panel ? !isOpen : closed.includes(one)));
        setClosed(next);
        setPreferenceCookie('closed-panels', next.length === 0 ? null : next.join());
      },
    }),
    [closed],
  );
  return <SideContext value={side}>{children}</SideContext>;
}

export function useSide(): Side {
  const side = use(SideContext);
  if (side === null) throw new Error('Use this inside SideProvider');
  return side;
}

/** Whether the third column takes its space, or is a strip with the buttons of its panels. */
export function useSideState(): 'open' | 'closed' {
  const { ref } = useOpenRecord();
  const { isOpen } = useSide();
  return ref !== null || panelNames.some(isOpen) ? 'open' : 'closed';
}
