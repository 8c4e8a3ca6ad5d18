import type { Event } from '@/db/model/event/event';
import type { View } from '@/db/model/records/view';
import type { Actor, Mission, Place, Visit } from '@/db/model/reference';
import { throwIfSessionEnded } from '../_session/session-end';
import { matchesWords } from './match-words';

export type FoundRecord =
  | { is: 'event'; record: Event }
  | { is: 'mission'; record: Mission }
  | { is: 'actor'; record: Actor }
  | { is: 'visit'; record: Visit }
  | { is: 'place'; record: Place }
  | { is: 'view'; record: View };

const maxEach = 5;
const maxViews = 500;

async function ask<T>(path: string, signal: AbortSignal): Promise<T | null> {
  const response = await fetch(path, { signal });
  throwIfSessionEnded(response);
  // A record that is gone, or that this person may not read.
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const answer: T = await response.json();
  return answer;
}

async function list<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T[]> {
  const asked = new URLSearchParams({ limit: String(maxEach), ...query });
  return (await ask<{ items: T[] }>(`${path}?${asked}`, signal))?.items ?? [];
}

/** Views have no search: they are few, and their names are short. */
async function findViews(q: string, signal: AbortSignal): Promise<View[]> {
  const views = await list<View>('/api/views', { limit: String(maxViews) }, signal);
  return views.filter(({ name }) => matchesWords(name, q)).slice(0, maxEach);
}

/** The records that the API finds for this person; rejects if it does not answer. */
export async function searchRecords(typed: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const q = typed.trim();
  const [events, missions, actors, visits, places, views] = await Promise.all([
    list<Event>('/api/events', { q, sort: 'latest' }, signal),
    list<Mission>('/api/missions', { q }, signal),
    list<Actor>('/api/actors', { q }, signal),
    list<Visit>('/api/visits', { q }, signal),
    list<Place>('/api/places', { q }, signal),
    findViews(q, signal),
  ]);
  return [
    ...events.map((record) => ({ is: 'event' as const, record })),
    ...missions.map((record) => ({ is: 'mission' as const, record })),
    ...actors.map((record) => ({ is: 'actor' as const, record })),
    ...visits.map((record) => ({ is: 'visit' as const, record })),
    ...places.map((record) => ({ is: 'place' as const, record })),
    ...views.map((record) => ({ is: 'view' as const, record })),
  ];
}

/** The record of a remembered key; null if it is no key of a record, or for a record that this person cannot read. */
export async function recordOfKey(key: string, signal: AbortSignal): Promise<FoundRecord | null> {
  const [is, id = ''] = key.split(/:(.*)/s);
  const read = async <T>(path: string) => await ask<T>(`/api/${path}/${encodeURIComponent(id)}`, signal);
  if (is === 'event') {
    const record = await read<Event>('events');
    return record && { is, record };
  }
  if (is === 'mission') {
    const record = await read<Mission>('missions');
    return record && { is, record };
  }
  if (is === 'actor') {
    const record = await read<Actor>('actors');
    return record && { is, record };
  }
  if (is === 'visit') {
    const record = await read<Visit>('visits');
    return record && { is, record };
  }
  if (is === 'view') {
    const record = await read<View>('views');
    return record && { is, record };
  }
  return null;
}
