import { sql } from 'drizzle-orm';
import { events } from '../schema/events';

/**
 * Current threats that lapse when their validity ends: the SQL equivalent of `lapsesOnExpiry`. The values stand in
 * the statement, word for word as in the index `events_to_lapse`: SQLite uses a partial index for no others.
 */
export const lapsesSql = sql`${events.status} = 'current' and ${events.validUntil} is not null and ${events.severity} not in ('extreme', 'severe')`;
