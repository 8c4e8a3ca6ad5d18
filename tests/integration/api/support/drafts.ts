import type { EventDraft } from '@/db/model/event/event';

/** A current threat against the embassy of Russia in Kabul. */
export function threatDraft(changes: Partial<EventDraft> = {}): EventDraft {
  return {
    kind: 'threat',
    title: 'Threat against the embassy of Russia',
    at: '2026-03-01T08:00:00Z',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'RU', type: 'embassy' }],
    threat: {},
    ...changes,
  };
}

/** An incident that is over, against the embassy of Pakistan in Kabul. */
export function incidentDraft(changes: Partial<EventDraft> = {}): EventDraft {
  return {
    kind: 'incident',
    title: 'Shots at the embassy of Pakistan',
    at: '2022-12-02',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'PK', type: 'embassy' }],
    incident: { phase: 'over' },
    ...changes,
  };
}
