import type { Severity } from '@/db/model/words';

/** The reason of a threat that the system lapsed; pages translate it. */
export const lapseReason = 'Validity ended';

/**
 * Does a threat of this severity lapse when its validity ends? Extreme and severe ones stay current as *expired*
 * until a person decides. The SQL equivalent is `lapsesOnExpirySql` in db/sqlite/commands/lapses-on-expiry.ts.
 */
export function lapsesOnExpiry(severity: Severity): boolean {
  return severity !== 'extreme' && severity !== 'severe';
}
