import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { localPrincipal } from '@/db/model/access/principal';
import { type Event, type EventDraft, event, eventInput } from '@/db/model/event/event';
import { earlierLapseReason } from '@/db/model/event/lapse';
import { openAt } from '../../integration/store/sqlite';
import type { Api } from '../../support/api';
import type { TestServer } from '../../support/server';

type Country = EventDraft['targets'][number]['country'];
type Draft = Partial<EventDraft> & { country?: Country };

/** A current threat against an embassy in Kabul by default. */
export function threatDraft({ country = 'RU', ...more }: Draft = {}): EventDraft {
  return {
    kind: 'threat',
    title: 'Vehicle bomb said to be prepared for the embassy road',
    summary: 'A caller to the guard post named the road.',
    at: new Date().toISOString(),
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country, type: 'embassy' }],
    severity: 'extreme',
    tlp: 'clear',
    sources: [{ publisher: 'Reuters', reliability: 'B', credibility: 2 }],
    threat: {},
    ...more,
  };
}

/** A threat that has lapsed, as an earlier version of the program kept it. */
export function lapsedDraft(number: number): EventDraft {
  return threatDraft({
    country: 'FR',
    title: `A caller named a day that has passed, report ${number}`,
    threat: { status: 'lapsed', statusReason: earlierLapseReason },
  });
}

/** An ongoing attack on an embassy in Kabul by default. */
export function attackDraft({ country = 'PK', ...more }: Draft = {}): EventDraft {
  return {
    ...threatDraft(),
    kind: 'incident',
    title: 'Shots at the Pakistani embassy',
    summary: 'Two attackers fired at the compound; guards return fire.',
    targets: [{ country, type: 'embassy', accountedFor: 'no' }],
    severity: 'severe',
    threat: undefined,
    incident: { phase: 'ongoing', wounded: { min: 1, max: 1 } },
    ...more,
  };
}

/** An incident that is over: a row of the feed that threatens nobody. */
export function pastDraft(number: number): EventDraft {
  return {
    ...attackDraft({ country: 'FR' }),
    title: `Stones thrown at a consulate, report ${number}`,
    summary: '',
    at: '2024-05-06',
    targets: [{ country: 'FR', type: 'consulate' }],
    severity: 'minor',
    incident: { phase: 'over' },
  };
}

export async function log(api: Api, draft: EventDraft): Promise<Event> {
  const { status, body } = await api.post('/api/events', draft);
  expect(status, JSON.stringify(body)).toBe(201);
  return event.parse(body);
}

/** Makes a threat moderate and lets its validity end, so that the server lapses it. */
export async function lapse(api: Api, { id, version }: Event): Promise<void> {
  const validUntil = new Date(Date.now() - 1).toISOString();
  const { status, body } = await api.patch(`/api/events/${id}`, version, {
    severity: 'moderate',
    threat: { validUntil },
  });
  expect(status, JSON.stringify(body)).toBe(200);
}

/** Logs `count` past incidents; the last one is the newest row. */
export async function logMany(api: Api, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) await log(api, pastDraft(number));
}

/** The same for hundreds, written by another process: over HTTP each takes several times as long. */
export async function writeMany({ dataDir }: TestServer, count: number): Promise<void> {
  const store = await openAt(dataDir);
  const inputs = Array.from({ length: count }, (_, index) => eventInput.parse(pastDraft(index + 1)));
  await Promise.all(
    inputs.map((input) => store.createEvent(localPrincipal, input, { key: randomUUID(), digest: '' })),
  );
  await store.close();
}
