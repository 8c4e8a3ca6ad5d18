'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Band } from '../../_live/band-of';
import { useBand } from '../../_live/use-band';

const BandContext = createContext<Band | null>(null);

/** Computes the band once per change and shares it with every component that shows a part of it. */
export function BandProvider({ own, children }: { own: readonly string[]; children: ReactNode }) {
  return <BandContext value={useBand(own)}>{children}</BandContext>;
}

export function useSharedBand(): Band {
  const band = use(BandContext);
  if (band === null) throw new Error('Use this inside BandProvider');
  return band;
}
