import { randomUUID } from 'node:crypto';
import { operationAnswer } from '@/db/model/event/bulk-change';
import type { Event } from '@/db/model/event/event';
import { trendRows } from '@/db/model/trends';
import type { Tlp } from '@/db/model/words';
import { expect } from '../../../fixtures';
import type { ApiResponse } from '../../../support/api';
import type { Person } from '../../../support/people';
import { threatDraft } from '../../api/support/drafts';

/** The content of one version of a record; its word occurs nowhere else. */
export type Version = { word: string; tlp: Tlp; recipients: string[]; createdBy: string };

export type LoggedEvent = { event: Event; versions: Version[] };
/** A visit has no recipients: only its creator sees a red one. */
export type LoggedVisit = { id: string; versions: Version[] };

/** A word in every text, so that a search finds all records without naming their own words. */
const common = 'kestrel';

/** Everything that is the same for all records: lists, counts, searches and pages. */
export const surfaces = [
  '/',
  `/?q=${common}`,
  '/api/events?limit=500',
  '/api/events?limit=500&sort=latest',
  '/api/events?limit=500&before=2040-01-01T00:00:00Z',
  `/api/events?limit=500&q=${common}`,
  `/api/events?tag=${common}&tlp=red,amber`,
  '/api/board',
  `/api/board?q=${common}`,
  '/api/active',
  '/api/map?zoom=16',
  `/api/map?bbox=60,30,75,40&q=${common}`,
  '/api/near?countries=RU&radiusKm=5',
  `/api/board?nearCountries=RU&radiusKm=5`,
  '/api/timeline?bucket=day',
  `/api/timeline?q=${common}&tz=Asia/Kabul`,
  ...trendRows.map((rows) => `/api/trends?rows=${rows}&top=100`),
  '/api/events?deleted=true&limit=500',
  '/api/events?deleted=true&tlp=red,amber',
  '/api/review',
  '/review',
  '/api/handover?since=2020-01-01T00:00:00Z',
  '/api/handover?since=2020-01-01T00:00:00Z&until=2090-01-01T00:00:00Z',
  '/api/handovers?limit=500',
  '/handover',
  '/brief',
  '/brief?hours=168&host=AF',
  '/deleted',
  '/api/events/export?format=csv',
  `/api/events/export?format=json&q=${common}`,
  '/api/people',
  '/api/accounts',
  '/api/audit?type=all',
  '/api/keys',
  `/api/actors?q=${common}`,
  `/api/missions?q=${common}`,
  '/api/visits?limit=500',
  `/api/visits?q=${common}`,
  '/api/visits?country=RU&host=AF',
  '/api/exercise',
  '/api/openapi.json',
  '/api/lit-visits',
  '/countries',
  '/countries/RU',
  '/missions',
  '/actors',
  '/visits',
  `/visits?q=${common}`,
  '/visits?show=past',
  '/places/AF/Kabul',
  '/map',
  '/trends',
  '/wall',
  '/api/display-links',
  '/api/views?limit=500',
];

export const inKabul = { lat: 34.53, lon: 69.17 };

export function newWord(): string {
  return `w${randomUUID().replaceAll('-', '')}`;
}

export function draftOf({ word, tlp, recipients }: Version) {
  return {
    ...threatDraft(),
    title: `${common} title ${word}`,
    summary: `${common} summary ${word}`,
    tags: [common, `tag-${word}`],
    tlp,
    // A milder marking of it is to be confirmed.
    severity: 'severe',
    recipients: tlp === 'red' ? recipients : [],
    location: { country: 'AF' as const, city: 'Kabul', place: `place ${word}`, ...inKabul },
    sources: [{ publisher: `publisher ${word}`, title: `source ${word}`, quote: `quote ${word}` }],
  };
}

/** What is known of an event that is like all of them, as it is typed. */
export const draftLike = {
  title: `${common} title summary`,
  location: { country: 'AF' as const, city: 'Kabul', ...inKabul },
};

export function visitOf({ word, tlp }: Version) {
  return {
    country: 'RU',
    host: 'AF',
    city: `${common} city ${word}`,
    title: `${common} visit ${word}`,
    from: '2026-11-01',
    to: '2026-12-01',
    legs: [
      {
        from: '2026-11-02',
        to: '2026-11-03',
        city: `leg ${word}`,
        place: `hall ${word}`,
        note: `note ${word}`,
      },
    ],
    contact: `contact ${word}`,
    tlp,
  };
}

/** Changes all of these events that the person may change; returns the operation. */
export async function changeAll({ api }: Pick<Person, 'api'>, ids: readonly string[]): Promise<string> {
  const patch = { tags: { add: ['bulk'] } };
  const { status, body } = await api.post('/api/events/bulk', { ids, patch, reason: 'All of them' });
  expect(status, JSON.stringify(body)).toBe(200);
  return operationAnswer.parse(body).operationId;
}

export function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('The list is empty');
  return found;
}

export function withoutCursor({ body }: ApiResponse): unknown {
  return { ...Object(body), cursor: null };
}
