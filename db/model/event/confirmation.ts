import * as z from 'zod';
import { instant, moment } from '@/db/model/values/scalars';
import * as w from '@/db/model/words';
import { targetInput } from './fields';

const by = z.strictObject({ id: z.string(), name: z.string() });

/** Changes of an event that took effect and that a second person has not confirmed yet. */
export const toBeConfirmed = z.strictObject({
  by: by.meta({ description: 'Who made the first of the changes' }),
  at: instant.meta({ description: 'When the first of the changes was made' }),
  since: z.int().min(1).meta({ description: 'The version with the first of the changes' }),
  changes: z.array(
    z.strictObject({ what: z.enum(w.secondPersonChanges), by, at: instant, version: z.int().min(1) }),
  ),
});
export type ToBeConfirmed = z.output<typeof toBeConfirmed>;

/**
 * Must a second person confirm the deletion of this event? `isGrave`: it is severe or extreme, or was so before a
 * downgrade that nobody has confirmed.
 */
export function isDeletionToBeConfirmed(
  { kind, handling, incident }: { kind: w.Kind; handling: w.Handling; incident: { phase: w.Phase } | null },
  isGrave: boolean,
): boolean {
  return handling === 'actual' && (kind === 'threat' ? isGrave : w.isAttack(incident?.phase));
}

/** The values that such a change can change. */
const part = z.strictObject({
  severity: z.enum(w.severities).optional(),
  verification: z.enum(w.verifications).optional(),
  tlp: z.enum(w.tlps).optional(),
  recipients: z.array(z.string()).optional(),
  status: z.enum(w.threatStatuses).optional(),
  statusReason: z.string().nullable().optional(),
  phase: z.enum(w.phases).optional(),
  endedAt: moment.nullable().optional(),
  targets: z.array(targetInput).optional(),
  handling: z.enum(w.handlings).optional(),
});
export type ConfirmablePart = z.output<typeof part>;

/**
 * An edit of them as it is stored in the record: who made it (a person, also when it was made with their key), in which
 * version, and the values before and after. `marking` is that of the version before: only its readers may know.
 */
export const unconfirmedChange = z.strictObject({
  what: z.enum(w.secondPersonEdits),
  by: z.string(),
  at: instant,
  version: z.int().min(1),
  marking: z.strictObject({ tlp: z.enum(w.tlps), recipients: z.array(z.string()) }),
  before: part,
  after: part,
});
export type UnconfirmedChange = z.output<typeof unconfirmedChange>;
