import { type FieldError, fieldError } from '@/db/model/errors';
import type { EventInput, EventRecord } from '@/db/model/event/event';
import { independentOrigins, neededOrigins } from '@/db/model/event/origins';

type Judged = Pick<EventInput, 'verification' | 'sources'>;

/**
 * Refuses *corroborated* without two independent origins, for a change that sets it or takes an origin away. A record
 * that is corroborated already and lacks them, as older ones may, stays editable. `before` is null for a new record.
 */
export function corroborationErrors(
  input: Judged,
  before: Pick<EventRecord, keyof Judged> | null,
): FieldError[] {
  if (input.verification !== 'corroborated') return [];
  const count = independentOrigins(input.sources);
  const isKept = before?.verification === 'corroborated' && count >= independentOrigins(before.sources);
  return count >= neededOrigins || isKept
    ? []
    : [fieldError('verification', 'origins-missing', { count, needed: neededOrigins })];
}

/** Refuses a change of the verification of a record without a reason, which its history then shows. */
export function verificationErrors(
  input: Judged,
  before: Pick<EventRecord, 'verification'>,
  reason: string | null,
): FieldError[] {
  return input.verification === before.verification || reason !== null
    ? []
    : [fieldError('reason', 'verification-reason')];
}
