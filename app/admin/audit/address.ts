import * as z from 'zod';
import { auditActs } from '@/db/model/words';

const day = z.iso.date().optional().catch(undefined);

/** The parameters in the audit's address; invalid ones are ignored. Days are in the user's time zone. */
export const auditAddress = z.object({
  type: z.enum(['account', 'all']).catch('account'),
  by: z.uuid().optional().catch(undefined),
  what: z.enum(auditActs).optional().catch(undefined),
  from: day,
  to: day,
  page: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
});
export type AuditAddress = z.output<typeof auditAddress>;

export function hrefOf(address: AuditAddress): string {
  const given = Object.entries(address).filter(([, value]) => value !== undefined);
  return `/admin/audit?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
