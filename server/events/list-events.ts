import * as z from 'zod';
import { event } from '@/db/model/event';
import { filterQuery } from '@/db/model/filter';
import type { Principal } from '@/db/model/principal';
import { pageQuery } from '../page-query';
import { openPage, sealPage } from '../paging';
import type { Services } from '../services';
import { cursorOf } from './cursor-of';

/** The query of a list of events: the filter, the order and the page. */
export const eventsQuery = z.strictObject({
  ...filterQuery,
  sort: z
    .enum(['at', 'latest'])
    .default('at')
    .meta({ description: 'Newest first by when it happened, or by latest activity' }),
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

/** A page of events, newest first. @throws AppError 'invalid' for a page token of another list or order. */
export async function listEvents(
  services: Services,
  who: Principal,
  query: EventsQuery,
  signal?: AbortSignal,
): Promise<EventList> {
  const { sort, limit, page, ...filter } = query;
  const list = `events by ${sort}`;
  const after = openPage(services, list, page, eventKey);
  const { itemsJson, next, position } = await services.store.listEvents(
    who,
    { filter, sort, limit, after },
    signal,
  );
  return {
    itemsJson,
    next: next && sealPage(services, list, next),
    cursor: cursorOf(services, who, position),
  };
}
