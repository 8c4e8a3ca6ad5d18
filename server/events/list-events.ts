import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { fieldError, invalid, invalidFields } from '@/db/model/errors';
import { event } from '@/db/model/event/event';
import { filterQuery, flag, withRadius } from '@/db/model/filter';
import { startMillis } from '@/db/model/values/moment';
import { instant } from '@/db/model/values/scalars';
import { pageQuery } from '../page-query';
import { openPage, sealPage } from '../paging';
import type { Services } from '../services';
import { cursorOf } from './cursor-of';

export const eventsQuery = withRadius(
  z.strictObject({
    ...filterQuery,
    sort: z.enum(['at', 'latest']).optional().meta({
      description: 'Newest first, by time of the event (at) or by latest activity (latest)',
      default: 'at',
    }),
    before: instant.transform(startMillis).optional().meta({
      description:
        'Starts the list at this moment: events whose time in its order (at, or latest activity) is earlier. Leave it out with page, which continues from its own place',
    }),
    deleted: flag.optional().meta({
      description:
        'Deleted events that you may restore, latest deletion first. Cannot be combined with sort, or with a filter by target, actor, tag or text',
    }),
    ...pageQuery,
  }),
);
export type EventsQuery = z.output<typeof eventsQuery>;

export const eventList = z.strictObject({
  items: z.array(event),
  next: z
    .string()
    .nullable()
    .meta({ description: 'Send it as page to get the next page; null on the last page' }),
  cursor: z.string().meta({ description: 'The position in the feed of the state shown' }),
});
/** An event list whose items are serialized JSON. */
export type EventList = { itemsJson: Uint8Array; next: string | null; cursor: string };

const eventKey = z.strictObject({ value: z.number(), n: z.number() });

/**
 * A page of events, newest first, or of deleted events.
 * @throws AppError 'invalid' for a page token of another list or order
 */
export async function listEvents(
  services: Services,
  who: Principal,
  query: EventsQuery,
  signal?: AbortSignal,
): Promise<EventList> {
  const { sort = 'at', limit, page, before, deleted, ...filter } = query;
  if (deleted) refuseInapplicable(query);
  if (page !== undefined && before !== undefined) throw invalid('before', 'not-with-page');
  const list = deleted ? 'deleted events' : `events by ${sort}`;
  // No event has the number 0.
  const start = before === undefined ? null : { value: before, n: 0 };
  const after = openPage(services, list, page, eventKey) ?? start;
  const { store } = services;
  const { itemsJson, next, position } = deleted
    ? await store.listDeleted(who, { filter, limit, after }, signal)
    : await store.listEvents(who, { filter, sort, limit, after }, signal);
  return {
    itemsJson,
    next: next && sealPage(services, list, next),
    cursor: cursorOf(services, who, position),
  };
}

/** Parameters that need tables in which deleted events have no rows, and the sort order of other events. */
const inapplicableToDeleted = [
  'targeted',
  'targetType',
  'diplomatic',
  'mission',
  'actor',
  'tag',
  'q',
  'sort',
  'before',
] as const satisfies readonly (keyof EventsQuery)[];

/** @throws AppError 'invalid' with each parameter that does not apply to deleted events */
function refuseInapplicable(query: EventsQuery): void {
  const errors = inapplicableToDeleted
    .filter((name) => query[name] !== undefined)
    .map((path) => fieldError(path, 'not-for-deleted'));
  if (errors.length > 0) throw invalidFields(errors);
}
