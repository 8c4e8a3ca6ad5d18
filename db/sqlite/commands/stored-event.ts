import type { StoredEvent } from '../../rules/event/changes';
import { recordOf } from '../../rules/event/named-record';
import type { EventRow } from '../queries/event-rows';

/** The row of an event as the rules take it. */
export function toStored(row: EventRow): StoredEvent {
  return { ...row, record: recordOf(row.record) };
}
