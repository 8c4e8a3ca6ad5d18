'use client';

import { createContext, type ReactNode, use } from 'react';
import type { ThreatsNow } from '../../_live/threats-now';
import { useThreatsNow } from '../../_live/use-threats-now';

const ThreatsContext = createContext<ThreatsNow | null>(null);

/** Computes the missions under threat once per change and shares them with every component that shows a part. */
export function ThreatsProvider({ own, children }: { own: readonly string[]; children: ReactNode }) {
  return <ThreatsContext value={useThreatsNow(own)}>{children}</ThreatsContext>;
}

export function useThreats(): ThreatsNow {
  const threats = use(ThreatsContext);
  if (threats === null) throw new Error('Use this inside ThreatsProvider');
  return threats;
}
