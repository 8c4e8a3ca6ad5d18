import * as z from 'zod';
import { principalKinds, roles, tlps } from '@/db/model/words';
import { localId, systemId } from './principal-ids';

const principal = z.strictObject({
  id: z.string(),
  kind: z.enum(principalKinds),
  name: z.string(),
  role: z.enum(roles),
  clearance: z.enum(tlps),
  /** Of a key: the person whom it belongs to. */
  ownerId: z.string().optional(),
  /** Of a key: may it also read the red records that its owner reads by name? */
  readsRed: z.boolean().optional(),
});
export type Principal = z.infer<typeof principal>;

/** Until there are accounts: everyone at this machine. */
export const localPrincipal: Principal = {
  id: localId,
  kind: 'local',
  name: 'Local analyst',
  role: 'admin',
  clearance: 'red',
};

/** The program itself: it seeds, and lapses threats. */
export const systemPrincipal: Principal = {
  id: systemId,
  kind: 'system',
  name: 'Chancery',
  role: 'admin',
  clearance: 'red',
};
