import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { personOf } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { HandoverReport } from '@/db/model/handover';
import type { Handover } from '@/db/model/records/handover';
import { dayMillis, iso } from '@/db/model/values/moment';
import { readReview } from '../events/read-review';
import type { Services } from '../services';
import { groupChanges } from './group-changes';

/** `since` and `until` in ms; by default the caller's last handover, and now. */
export type HandoverPeriod = { since?: number | undefined; until?: number | undefined };

const maxChanged = 10_000;
const pageSize = 100;
const maxListed = 500;

/**
 * What happened in a period, as this principal may see it: an event that they may not read now, or may not have read
 * then, is as if it had not been there.
 */
export async function readHandover(
  services: Services,
  who: Principal,
  { since, until }: HandoverPeriod,
  now: number,
): Promise<HandoverReport> {
  const { store } = services;
  const from = Math.min(since ?? (await lastHandover(services, who)) ?? now - dayMillis, until ?? now);
  const [latest, review] = await Promise.all([
    store.listRecords(who, 'handover', { limit: 1, after: null }).then(({ items }) => items[0] ?? null),
    until === undefined && hasRole(who, 'analyst') ? readReview(services, who, now) : [],
  ]);
  const { pairs, isComplete } = await readChanges(services, who, from, until);
  const groups = groupChanges(pairs);
  return {
    since: iso(from),
    until: iso(until ?? now),
    arrived: groups.arrived.slice(0, maxListed),
    changed: groups.changed.slice(0, maxListed),
    ended: groups.ended.slice(0, maxListed),
    lapsed: groups.lapsed.slice(0, maxListed),
    retracted: groups.retracted.slice(0, maxListed),
    counts: {
      arrived: groups.arrived.length,
      changed: groups.changed.length,
      ended: groups.ended.length,
      lapsed: groups.lapsed.length,
      retracted: groups.retracted.length,
    },
    isComplete,
    unacknowledged: [],
    toBeConfirmed: review.flatMap(({ event, needs }) => (needs.includes('to-be-confirmed') ? [event] : [])),
    dueSoon: review.flatMap(({ event, needs, isDeleted }) => {
      const due = needs.filter((need) => need !== 'to-be-confirmed');
      return due.length > 0 && !isDeleted ? [{ event, needs: due }] : [];
    }),
    latest,
    actions: latest === null ? [] : openActions(latest),
  };
}

/** When the caller last handed over or took over (ms); null if never. */
async function lastHandover({ store }: Services, who: Principal): Promise<number | null> {
  const me = [...new Set([who.id, personOf(who)])];
  const { items } = await store.listRecords(who, 'handover', { by: me, limit: 1, after: null });
  const [last] = items;
  if (!last) return null;
  const isOwn = me.includes(last.createdBy.id);
  return Date.parse(isOwn ? last.to : (last.acceptedAt ?? last.to));
}

function openActions({ id, actions }: Handover): HandoverReport['actions'] {
  return actions.flatMap(({ text, doneAt }, index) =>
    doneAt === null ? [{ handoverId: id, index, text }] : [],
  );
}

type Changes = { pairs: { before: Event | null; after: Event | null }[]; isComplete: boolean };

async function readChanges(
  services: Services,
  who: Principal,
  since: number,
  until: number | undefined,
): Promise<Changes> {
  const changed = await listChangedSince(services, who, since);
  const later = until === undefined ? null : await listChangedSince(services, who, until);
  const current = new Map<string, Event>();
  const ids = [...changed.events.keys()];
  for (let start = 0; start < ids.length; start += pageSize) {
    const page = await services.store.getEvents(who, ids.slice(start, start + pageSize));
    for (const event of page) current.set(event.id, event);
    await yieldToEventLoop();
  }
  const pairs = [...changed.events].flatMap(([id, before]) => {
    const now = current.get(id) ?? null;
    const after = later?.events.has(id) ? (later.events.get(id) ?? null) : now;
    // It is there now and was not to be seen then: nothing is known of its state at the end of the period.
    if (after === null && now !== null) return [];
    return [{ before, after }];
  });
  return { pairs, isComplete: changed.isComplete && (later?.isComplete ?? true) };
}

/** The events that changed after an instant (ms), by id, as they stood at it. */
async function listChangedSince({ store }: Services, who: Principal, instant: number) {
  const events = new Map<string, Event | null>();
  let read = 0;
  for (let after: number | null = 0; after !== null && read < maxChanged; read += pageSize) {
    const page: Awaited<ReturnType<typeof store.listChangedSince>> = await store.listChangedSince(
      who,
      instant,
      after,
      pageSize,
    );
    for (const { id, event } of page.items) events.set(id, event);
    after = page.next;
    if (after === null) return { events, isComplete: true };
    await yieldToEventLoop();
  }
  return { events, isComplete: false };
}
