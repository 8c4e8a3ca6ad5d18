import type { Event } from '@/db/model/event/event';
import { dayMillis, startMillis } from '@/db/model/values/moment';

type When = Pick<Event, 'at' | 'atPrecision'>;

/**
 * The time from when a threat was made known until the attack that carried it out (ms), in whole days unless both are
 * known to the minute; null if it is not known to the day, or the attack came first.
 */
export function leadTime(threat: When, attack: When): number | null {
  const both = [threat.atPrecision, attack.atPrecision];
  if (both.includes('month') || both.includes('year')) return null;
  const unit = both.every((precision) => precision === 'minute') ? 1 : dayMillis;
  const from = Math.floor(startMillis(threat.at) / unit);
  const to = Math.floor(startMillis(attack.at) / unit);
  return to < from ? null : (to - from) * unit;
}
