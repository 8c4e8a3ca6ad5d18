import { expect, test } from '@playwright/test';
import { completeRecord } from '@/db/model/event/complete-record';
import { editable } from '@/db/model/event/editable';
import { type EventDraft, eventInput } from '@/db/model/event/event';
import { mergePatch } from '@/db/model/values/merge-patch';
import { author, storedEvent } from './stored-event';

const sourceId = '00000000-0000-8000-8000-00000000beef';

const threat: EventDraft = {
  kind: 'threat',
  title: 'Threat',
  at: '2026-03-01T08:00:00Z',
  location: { country: 'AF', city: 'Kabul' },
  targets: [{ country: 'RU', type: 'embassy' }],
  actors: [{ actorId: author.id, role: 'threatened' }],
  sources: [{ publisher: 'Reuters' }],
  threat: { likelihood: 'likely', realisedBy: [author.id] },
};
const incident: EventDraft = {
  ...threat,
  kind: 'incident',
  at: '2022-09',
  atPrecision: 'month',
  location: { country: 'RU', precision: 'province', timeZone: 'Europe/Moscow' },
  threat: undefined,
  incident: { phase: 'over', killed: { min: 1, max: 2 }, realises: [author.id] },
};

for (const draft of [threat, { ...incident, at: '2022-09-01' }]) {
  test(`the editable form of an event (${draft.kind}) produces the same record again`, () => {
    const event = storedEvent(draft, sourceId);
    const again = completeRecord(eventInput.parse(editable(event)), () => 'another');
    expect(again).toEqual(completeRecord(eventInput.parse(draft), () => sourceId));
  });
}

test('an edit updates derived fields, and keeps fields that were set', () => {
  const edit = (draft: EventDraft, patch: unknown) =>
    completeRecord(eventInput.parse(mergePatch(editable(storedEvent(draft, sourceId)), patch)), () => 'new');

  expect(edit(threat, { threat: { likelihood: 'unlikely' } }).threat?.certainty).toBe('possible');
  const set: EventDraft = { ...threat, threat: { likelihood: 'likely', certainty: 'observed' } };
  expect(edit(set, { threat: { likelihood: 'unlikely' } }).threat?.certainty).toBe('observed');

  expect(edit(threat, { at: '2026-03-02' })).toMatchObject({ at: '2026-03-02', atPrecision: 'day' });
  expect(edit(threat, { location: { country: 'PK' } }).location.timeZone).toBe('Asia/Karachi');
  expect(edit(threat, { location: { city: null } }).location.precision).toBe('country');
  const month: EventDraft = { ...incident, at: '2022-09-01' };
  expect(edit(month, { title: 'Renamed' })).toMatchObject({
    atPrecision: 'month',
    location: { precision: 'province', timeZone: 'Europe/Moscow' },
  });
});
