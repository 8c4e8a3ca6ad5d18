import { completeRecord } from '@/db/model/event/complete-record';
import { type Event, type EventDraft, eventInput } from '@/db/model/event/event';

export const author = { id: '00000000-0000-8000-8000-000000000001', name: 'Analyst' };

/** The event that the store returns for a draft; new sources get `sourceId`. */
export function storedEvent(draft: EventDraft, sourceId: string): Event {
  const input = eventInput.parse(draft);
  const record = completeRecord(input, () => sourceId);
  return {
    id: '01a20707-bf6a-7180-94c9-dcdd355ed958',
    ref: 'THR-2026-0001',
    aliases: [],
    version: 1,
    toBeConfirmed: null,
    ...record,
    targets: record.targets.map((target) => ({ ...target, mission: null })),
    actors: record.actors.map((actor) => ({ ...actor, name: 'ISKP' })),
    incident: record.incident && { ...record.incident, realises: input.incident?.realises ?? [] },
    threat: record.threat && { ...record.threat, realisedBy: input.threat?.realisedBy ?? [] },
    loggedAt: '2026-03-01T08:00:00.000Z',
    activityAt: '2026-03-01T08:00:00.000Z',
    createdBy: author,
    updatedAt: '2026-03-01T08:00:00.000Z',
    updatedBy: author,
  };
}
