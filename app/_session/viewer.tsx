'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { localId } from '@/db/model/access/principal-ids';
import { hasRole } from '@/db/model/access/rights';
import type { Tlp } from '@/db/model/words';

const ViewerContext = createContext<Principal | null>(null);

/** Who looks at the pages below; null where nobody is signed in. */
export function ViewerProvider({ viewer, children }: { viewer: Principal | null; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who looks at the page; null where nobody is signed in. */
export function useViewer(): Principal | null {
  return use(ViewerContext);
}

/** Whose drafts and preferences these are. */
export function useViewerId(): string {
  return use(ViewerContext)?.id ?? localId;
}

/** Up to which marking this reader may read. */
export function useClearance(): Tlp {
  return use(ViewerContext)?.clearance ?? 'clear';
}

/** May he log, edit and delete? Only what is offered goes by it: the server judges each request anew. */
export function useMayWrite(): boolean {
  const viewer = use(ViewerContext);
  return viewer !== null && hasRole(viewer, 'analyst');
}
