import type { EventRecord } from '@/db/model/event/event';
import type { Severity } from '@/db/model/words';

/** What older records and journal entries hold as the reason of a lapse by the system, instead of `lapsedAt`. */
export const earlierLapseReason = 'Validity ended';

type Threat = NonNullable<EventRecord['threat']>;

/** Did the system set the threat to lapsed? The SQL equivalent is `lapsedBySystemSql`. */
export function isLapsedBySystem({ status, statusReason, lapsedAt }: Threat): boolean {
  return status === 'lapsed' && (lapsedAt !== undefined || statusReason === earlierLapseReason);
}

/**
 * Does a threat of this severity lapse when its validity ends? Extreme and severe ones stay current as *expired*
 * until a person decides. The SQL equivalent is `lapsesOnExpirySql` in db/sqlite/commands/lapses-on-expiry.ts.
 */
export function lapsesOnExpiry(severity: Severity): boolean {
  return severity !== 'extreme' && severity !== 'severe';
}
