import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';

/** The pages about the user and the installation that this user may open. */
export function accountPages(viewer: Principal) {
  return [
    ...(viewer.kind === 'person' ? ([{ href: '/account', name: 'own' }] as const) : []),
    ...(hasRole(viewer, 'analyst') ? ([{ href: '/deleted', name: 'deleted' }] as const) : []),
    ...(hasRole(viewer, 'admin')
      ? ([
          { href: '/admin/people', name: 'people' },
          { href: '/admin/audit', name: 'audit' },
          { href: '/status', name: 'status' },
        ] as const)
      : []),
  ];
}
