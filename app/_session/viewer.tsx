'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { localId } from '@/db/model/access/principal-ids';
import { hasRole } from '@/db/model/access/rights';
import type { Tlp } from '@/db/model/words';

const ViewerContext = createContext<Principal | null>(null);

/** Provides the signed-in user to the pages below; null if there is none. */
export function ViewerProvider({ viewer, children }: { viewer: Principal | null; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** The signed-in user; null if there is none. */
export function useViewer(): Principal | null {
  return use(ViewerContext);
}

/** The owner of drafts and preferences. */
export function useViewerId(): string {
  return use(ViewerContext)?.id ?? localId;
}

/** The strictest marking that the user may read. */
export function useClearance(): Tlp {
  return use(ViewerContext)?.clearance ?? 'clear';
}

/** Whether the user may log, edit and delete. It decides only what is offered: the server checks every request. */
export function useMayWrite(): boolean {
  const viewer = use(ViewerContext);
  return viewer !== null && hasRole(viewer, 'analyst');
}

/** Whether the user may delete what others share. */
export function useMayDeleteShared(): boolean {
  const viewer = use(ViewerContext);
  return viewer !== null && hasRole(viewer, 'admin');
}
