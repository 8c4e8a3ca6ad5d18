'use client';

import { createContext, type ReactNode, use } from 'react';
import type { ClockPlace } from './clock-places';

const AttackPlaces = createContext<readonly ClockPlace[]>([]);

/** Tells the header where an attack is ongoing; that city's clock comes first. */
export function AttackPlacesProvider({
  places,
  children,
}: {
  places: readonly ClockPlace[];
  children: ReactNode;
}) {
  return <AttackPlaces value={places}>{children}</AttackPlaces>;
}

/** Empty on pages without a live board. */
export function useAttackPlaces(): readonly ClockPlace[] {
  return use(AttackPlaces);
}
