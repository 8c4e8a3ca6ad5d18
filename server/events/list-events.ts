import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { AppError } from '@/db/model/errors';
import { event } from '@/db/model/event/event';
import { filterQuery, flag } from '@/db/model/filter';
import { pageQuery } from '../page-query';
import { openPage, sealPage } from '../paging';
import type { Services } from '../services';
import { cursorOf } from './cursor-of';

/** The query of a list of events: the filter, the order and the page. */
export const eventsQuery = z.strictObject({
  ...filterQuery,
  sort: z
    .enum(['at', 'latest'])
    .optional()
    .meta({ description: 'Newest first by when it happened, or by latest activity', default: 'at' }),
  deleted: flag.optional().meta({
    description:
      'Deleted events that the reader may restore, latest deletion first; not with sort, nor with a filter by target, actor, tag or words',
  }),
  ...pageQuery,
});
export type EventsQuery = z.output<typeof eventsQuery>;

export const eventList = z.strictObject({
  items: z.array(event),
  next: z.string().nullable().meta({ description: 'Give it as page for what comes after; null at the end' }),
  cursor: z.string().meta({ description: 'The position in the feed of this very state' }),
});
/** The same with its items as bytes of JSON, ready to be sent. */
export type EventList = { itemsJson: Uint8Array; next: string | null; cursor: string };

const eventKey = z.strictObject({ value: z.number(), n: z.number() });

/**
 * A page of events, newest first, or of deleted ones.
 * @throws AppError 'invalid' for a page token of another list or order
 */
export async function listEvents(
  services: Services,
  who: Principal,
  query: EventsQuery,
  signal?: AbortSignal,
): Promise<EventList> {
  const { sort = 'at', limit, page, deleted, ...filter } = query;
  if (deleted) refuseNotOfDeleted(query);
  const list = deleted ? 'deleted events' : `events by ${sort}`;
  const after = openPage(services, list, page, eventKey);
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

/** What finds an event by the tables that a deleted one has left, and the orders of the others. */
const notOfDeleted = [
  'targeted',
  'targetType',
  'diplomatic',
  'mission',
  'actor',
  'tag',
  'q',
  'sort',
] as const satisfies readonly (keyof EventsQuery)[];

/** @throws AppError 'invalid' with each parameter that finds no deleted event */
function refuseNotOfDeleted(query: EventsQuery): void {
  const errors = notOfDeleted
    .filter((name) => query[name] !== undefined)
    .map((path) => ({ path, message: 'Leave this out: it finds no deleted events' }));
  if (errors.length > 0)
    throw new AppError('invalid', 'Deleted events are found by their own fields only.', { errors });
}
