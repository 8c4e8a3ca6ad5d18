'use client';

import { createContext, type ReactNode, use, useMemo } from 'react';
import { threatenedBy } from '@/db/model/threatened';
import { useBoardState, useServerNow } from '../../_live/provider';
import { type Band, useBand } from '../../_live/use-band';

type SharedBand = Band & {
  /** Missions under attack, whatever the filter. */
  attacked: number;
};

const BandContext = createContext<SharedBand | null>(null);

/** The band, worked out once for each change of the board, for everything that shows a part of it. */
export function BandProvider({ children }: { children: ReactNode }) {
  const band = useBand();
  const { pressing } = useBoardState();
  const now = useServerNow();
  const { entries, hidden } = band;
  const all = useMemo(
    () => (hidden.threatened === 0 ? entries : threatenedBy(pressing.values(), {}, now)),
    [entries, hidden.threatened, pressing, now],
  );
  const shared = useMemo(
    () => ({ ...band, attacked: all.filter(({ underAttack }) => underAttack).length }),
    [band, all],
  );
  return <BandContext value={shared}>{children}</BandContext>;
}

export function useSharedBand(): SharedBand {
  const band = use(BandContext);
  if (band === null) throw new Error('Use this inside BandProvider');
  return band;
}
