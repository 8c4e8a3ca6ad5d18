import type { Event } from '@/db/model/event/event';
import type { LitVisit } from '@/db/model/lit-visit';
import { boxAround } from '@/db/model/places/box';
import { kmBetween, type Point } from '@/db/model/places/distance';
import type { Mission, Visit } from '@/db/model/reference';
import { throwIfSessionEnded } from '../../_session/session-end';

export const radiusKm = 5;
const pageSize = '200';

export type Surroundings = {
  /** Whether the attack has a position, so that distances are known. */
  isPlaced: boolean;
  /** Other missions within 5 km, nearest first. */
  near: readonly { mission: Mission; km: number }[];
  /** Other missions of the city whose distance is not known. */
  unplaced: readonly Mission[];
  /** Visits at the place of the attack, and those of its targeted countries in the same country. */
  visits: readonly Visit[];
};

/** What is near an attack. @throws if there is no valid answer */
export async function fetchSurroundings(attack: Event, signal: AbortSignal): Promise<Surroundings> {
  const { country, city } = attack.location;
  const [at, ofCity, visits] = await Promise.all([
    positionOf(attack, signal),
    city === null ? [] : list<Mission>('/api/missions', { host: country, city }, signal),
    fetchVisits(attack, signal),
  ]);
  const around = at === null ? [] : await list<Mission>('/api/missions', boxQuery(at), signal);
  const targeted = new Set(attack.targets.map(({ missionId }) => missionId));
  const isOther = ({ id }: Mission) => !targeted.has(id);
  return {
    isPlaced: at !== null,
    near: at === null ? [] : nearest(around.filter(isOther), at),
    unplaced: ofCity.filter((one) => isOther(one) && (at === null || pointOf(one) === null)),
    visits,
  };
}

/** The missions within 5 km of a position, nearest first. */
function nearest(missions: readonly Mission[], at: Point): { mission: Mission; km: number }[] {
  return missions
    .flatMap((mission) => {
      const point = pointOf(mission);
      return point === null ? [] : [{ mission, km: kmBetween(at, point) }];
    })
    .filter(({ km }) => km <= radiusKm)
    .sort((a, b) => a.km - b.km);
}

function boxQuery(at: Point): Record<string, string> {
  return { bbox: boxAround(at, radiusKm).join() };
}

function pointOf({ lat, lon }: { lat: number | null; lon: number | null }): Point | null {
  return lat === null || lon === null ? null : { lat, lon };
}

/** Its own position, or else that of the first targeted mission that has one. */
async function positionOf({ location, targets }: Event, signal: AbortSignal): Promise<Point | null> {
  const own = pointOf(location);
  if (own !== null) return own;
  const ids = targets.flatMap(({ missionId }) => missionId ?? []);
  const missions = await Promise.all(ids.map((id) => get<Mission>(`/api/missions/${id}`, signal)));
  return missions.map(pointOf).find((point) => point !== null) ?? null;
}

async function fetchVisits(attack: Event, signal: AbortSignal): Promise<Visit[]> {
  const now = new Date().toISOString();
  const countries = [...new Set(attack.targets.map(({ country }) => country))].join();
  const [lit, ofTargeted] = await Promise.all([
    get<{ items: LitVisit[] }>('/api/lit-visits', signal),
    list<Visit>(
      '/api/visits',
      { country: countries, host: attack.location.country, from: now, to: now },
      signal,
    ),
  ]);
  const atPlace = lit.items.filter(({ events }) => events.includes(attack.id)).map(({ visit }) => visit);
  return [...new Map([...atPlace, ...ofTargeted].map((visit) => [visit.id, visit])).values()];
}

/** Every page of a list. */
async function list<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let page: string | null = null;
  do {
    const search = new URLSearchParams({ ...query, limit: pageSize, ...(page !== null && { page }) });
    const answer: { items: T[]; next: string | null } = await get(`${path}?${search}`, signal);
    items.push(...answer.items);
    page = answer.next;
  } while (page !== null);
  return items;
}

async function get<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, cache: 'no-store' });
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const answer: T = await response.json();
  return answer;
}
