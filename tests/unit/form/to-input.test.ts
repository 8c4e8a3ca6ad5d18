import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { conflictOf, merged } from '@/app/events/_form/state/conflict';
import { blankForm, blankSource, type FormState } from '@/app/events/_form/state/form-state';
import { stateOf } from '@/app/events/_form/state/from-event';
import { withTargets } from '@/app/events/_form/state/targets';
import { formPathOf, toInput } from '@/app/events/_form/state/to-input';
import { validate } from '@/app/events/_form/state/validate';
import { editable } from '@/db/model/event/editable';
import { eventInput } from '@/db/model/event/event';
import { storedEvent } from '../stored-event';

const now = Date.parse('2026-11-23T09:32:10Z');
const context = { timeZone: 'Europe/Istanbul', now };
const linked = {};
const uuid = '01a20707-bf6a-7180-94c9-dcdd355ed958';

const mission = {
  id: 'ad609a4c-51c3-8164-af18-ede6280b918c',
  type: 'embassy',
  sending: 'RU',
  host: 'AF',
  city: 'Kabul',
  metro: 'Kabul',
  name: null,
  lat: 34.4919,
  lon: 69.1412,
  status: 'unknown',
} as const;

function threatForm(more: Partial<FormState> = {}): FormState {
  const form = withTargets({ ...blankForm('threat', 's'), title: 'A threat' }, [
    {
      key: 't',
      country: 'RU',
      type: 'embassy',
      mission,
      visit: null,
      host: null,
      note: '',
      outcome: null,
      accountedFor: null,
    },
  ]);
  return { ...form, ...more };
}

test('a title and a mission make a complete threat, with defaults for place, time and review', () => {
  const { input, problems } = validate(threatForm(), context);
  expect(problems).toEqual([]);
  expect(input).toMatchObject({
    at: '2026-11-23T09:32:00.000Z',
    location: { country: 'AF', city: 'Kabul', lat: 34.4919, lon: 69.1412, precision: 'exact' },
    targets: [{ country: 'RU', type: 'embassy', missionId: mission.id }],
    sources: [],
    severity: 'unknown',
    tlp: 'amber',
    threat: { status: 'current', urgency: 'unknown', reviewBy: '2026-11-30T09:32:00.000Z' },
  });
});

test('an extreme threat is due for review in a day, unless another time is typed', () => {
  const { input } = toInput(threatForm({ severity: 'extreme' }), context);
  expect(input.threat?.reviewBy).toBe('2026-11-24T09:32:00.000Z');
  const form = threatForm({ severity: 'extreme' });
  const typed = { ...form, threat: form.threat && { ...form.threat, reviewBy: '5 Dec 2026' } };
  expect(toInput(typed, context).input.threat?.reviewBy).toBe('2026-12-05');
});

test('without a year, limits are in the future and times of events in the past', () => {
  const form = threatForm({ at: '5 Dec' });
  const threat = form.threat && {
    ...form.threat,
    validFrom: '1 Dec',
    validUntil: '5 Dec',
    reviewBy: '2 Jan',
  };
  expect(toInput({ ...form, threat }, context).input).toMatchObject({
    at: '2025-12-05',
    threat: { validFrom: '2026-12-01', validUntil: '2026-12-05', reviewBy: '2027-01-02' },
  });
});

test('times are read in the zone of the place, or else in the reader’s', () => {
  expect(toInput(threatForm({ at: '1050' }), context).input.at).toBe('2026-11-23T06:20:00.000Z');
  const elsewhere = threatForm({ at: '1050' });
  const form = {
    ...elsewhere,
    location: { ...elsewhere.location, country: null, timeZone: null },
  };
  expect(toInput(form, context).input.at).toBe('2026-11-23T07:50:00.000Z');
});

test('a missing value is reported at its field', () => {
  const { problems } = validate(blankForm('incident', 's'), context);
  expect(problems.map(({ path, problem }) => `${path} ${problem}`).sort()).toEqual([
    'location.country invalid-country',
    'targets no-target',
    'title required',
  ]);
});

test('an unreadable value is reported once, with its own message', () => {
  const form = blankForm('incident', 's');
  const { problems } = validate(
    {
      ...form,
      title: 'A',
      at: 'soon',
      incident: form.incident && { ...form.incident, killed: '6+', wounded: '9-4', endedAt: '2022-09' },
      location: { ...form.location, country: 'AF', lat: '95', lon: '69.1' },
      sources: [
        { ...blankSource(), title: 'No publisher', url: 'javascript:alert(1)', publishedOn: '31.2.2022' },
      ],
    },
    context,
  );
  expect(Object.fromEntries(problems.map(({ path, problem }) => [path, problem]))).toEqual({
    at: 'unreadable',
    'incident.killed': 'count',
    'incident.wounded': 'count-order',
    'incident.endedAt': 'too-vague',
    'location.lat': 'degrees',
    'location.lon': 'both-degrees',
    'sources.0.publishedOn': 'no-such-day',
    'sources.0.publisher': 'required',
    'sources.0.url': 'invalid-url',
    targets: 'no-target',
  });
});

test('contradictions are reported at the fields that contradict', () => {
  const form = blankForm('incident', 's');
  const { problems } = validate(
    {
      ...threatForm(),
      kind: 'incident',
      threat: null,
      at: '5 Sep 2022',
      incident: form.incident && {
        ...form.incident,
        phase: 'over',
        endedAt: '3 Sep 2022',
        killed: '2',
        staffKilled: '3',
      },
    },
    context,
  );
  expect(problems.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
    'incident.endedAt end-before-start',
    'incident.staffKilled staff-above-total',
  ]);
});

test('a blank source is not sent, and errors of later sources keep their field', () => {
  const form = threatForm({ sources: [blankSource(), { ...blankSource(), publisher: 'Reuters' }] });
  expect(toInput(form, context).input.sources).toHaveLength(1);
  expect(formPathOf('sources.0.url', form)).toBe('sources.1.url');
});

test('an event that is opened and not edited is sent back unchanged', () => {
  const { events } = JSON.parse(readFileSync('db/reference/kabul.json', 'utf8'));
  expect(events.length).toBeGreaterThan(3);
  for (const { slug: _, ...given } of events) {
    const draft = {
      ...given,
      targets: given.targets.map(({ country, type, note }: Record<string, unknown>) => ({
        country,
        type,
        note,
      })),
      actors: given.actors.map(({ role }: Record<string, unknown>) => ({ actorId: uuid, role })),
      incident: given.incident && { ...given.incident, realises: [] },
      threat: given.threat && { ...given.threat, realisedBy: [] },
    };
    const event = storedEvent(draft, uuid);
    const { input, problems } = toInput(stateOf(event, { ...context, linked }), context);
    expect(problems).toEqual([]);
    expect(eventInput.parse(input), given.title).toEqual(eventInput.parse(editable(event)));
  }
});

test('each field of two conflicting edits is mine, theirs or both', () => {
  const base = storedEvent(
    {
      kind: 'incident',
      title: 'A',
      at: '2022-09-05',
      location: { country: 'AF' },
      targets: [{ country: 'RU', type: 'embassy' }],
      incident: { killed: { min: 1, max: 1 } },
    },
    uuid,
  );
  const start = stateOf(base, { ...context, linked });
  const mine = { ...start, title: 'Mine', incident: start.incident && { ...start.incident, killed: '2' } };
  const current = { ...base, version: 2, title: 'Theirs', summary: 'New' };
  const found = conflictOf({ base, mine, current }, { ...context, linked });
  expect(found.fields.map(({ field, isMine, isTheirs }) => ({ field, isMine, isTheirs }))).toEqual([
    { field: 'title', isMine: true, isTheirs: true },
    { field: 'summary', isMine: false, isTheirs: true },
    { field: 'incident.killed', isMine: true, isTheirs: false },
  ]);
  const theirs = stateOf(current, { ...context, linked });
  const chosen = merged(
    mine,
    theirs,
    { title: 'theirs', summary: 'theirs', 'incident.killed': 'mine' },
    context,
  );
  expect(chosen).toMatchObject({ title: 'Theirs', summary: 'New', incident: { killed: '2' } });
});

test('a time keeps its instant when the place is taken from the other edit', () => {
  const base = storedEvent(
    {
      kind: 'threat',
      title: 'A',
      at: '2026-11-20T05:00:00Z',
      location: { country: 'AF' },
      targets: [{ country: 'RU', type: 'embassy' }],
      threat: { validFrom: '2026-11-20T06:00:00Z', validUntil: '2026-11-28T06:00:00Z' },
    },
    uuid,
  );
  const start = stateOf(base, { ...context, linked });
  const mine = {
    ...start,
    at: '2026-11-20 12:00',
    threat: start.threat && { ...start.threat, validFrom: '' },
  };
  const moscow = { ...base.location, country: 'RU', timeZone: 'Europe/Moscow' } as const;
  const theirs = stateOf({ ...base, location: moscow }, { ...context, linked });

  const there = merged(mine, theirs, { at: 'mine', location: 'theirs' }, context);
  expect(there.at).toBe('2026-11-20 10:30');
  expect(toInput(there, context).input).toMatchObject({
    at: '2026-11-20T07:30:00.000Z',
    location: { country: 'RU' },
    threat: { validFrom: '2026-11-20T06:00:00.000Z', validUntil: '2026-11-28T06:00:00.000Z' },
  });
  const here = merged(mine, theirs, { at: 'theirs', location: 'mine', 'threat.validFrom': 'mine' }, context);
  expect(toInput(here, context).input).toMatchObject({
    at: '2026-11-20T05:00:00.000Z',
    location: { country: 'AF' },
    threat: { validFrom: null, validUntil: '2026-11-28T06:00:00.000Z' },
  });
});
