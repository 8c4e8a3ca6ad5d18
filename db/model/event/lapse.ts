import type { Severity } from '@/db/model/words';

/** The reason that the program itself gives when a threat's validity ends; pages show it in the reader's language. */
export const lapseReason = 'Validity ended';

/**
 * Does a threat of this severity lapse when its validity ends? An extreme or severe one stays current as *expired*
 * until a person decides. The SQL equivalent is `lapsesOnExpirySql` in db/sqlite/commands/lapses-on-expiry.ts.
 */
export function lapsesOnExpiry(severity: Severity): boolean {
  return severity !== 'extreme' && severity !== 'severe';
}
