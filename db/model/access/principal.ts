import * as z from 'zod';
import { principalKinds, roles, tlps } from '@/db/model/words';
import { localId, systemId } from './principal-ids';

const principal = z.strictObject({
  id: z.string(),
  kind: z.enum(principalKinds),
  name: z.string(),
  role: z.enum(roles),
  clearance: z.enum(tlps),
  /** For a key, the id of the person it belongs to. */
  ownerId: z.string().optional(),
  /** For a key: may it also read the red records that name its owner? */
  readsRed: z.boolean().optional(),
  /** A key that a wall display has: it shows records and takes nothing away. */
  isDisplay: z.boolean().optional(),
});
export type Principal = z.infer<typeof principal>;

/** The principal of requests from this machine until the first account exists. */
export const localPrincipal: Principal = {
  id: localId,
  kind: 'local',
  name: 'Local analyst',
  role: 'admin',
  clearance: 'red',
};

/** The principal of what the program does itself, such as seeding and lapsing threats. */
export const systemPrincipal: Principal = {
  id: systemId,
  kind: 'system',
  name: 'Chancery',
  role: 'admin',
  clearance: 'red',
};
