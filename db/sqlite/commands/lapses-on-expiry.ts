import { sql } from 'drizzle-orm';
import { events } from '../schema/events';

/**
 * Current threats that lapse when their validity ends: the SQL equivalent of `lapsesOnExpiry`. The values are
 * literals, exactly as in the index `events_to_lapse`: SQLite uses a partial index only if its condition is in the
 * statement.
 */
export const lapsesOnExpirySql = sql`${events.status} = 'current' and ${events.validUntil} is not null and ${events.severity} not in ('extreme', 'severe')`;
