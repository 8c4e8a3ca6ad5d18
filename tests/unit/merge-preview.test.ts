import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { previewMerge } from '@/app/events/_merge/preview';
import { completeRecord } from '@/db/model/event/complete-record';
import { type Event, eventInput } from '@/db/model/event/event';
import { mergeEvents } from '@/db/model/event/merge';
import { anyEvent, incident, threat } from '../integration/store/records';
import { assertProperty } from '../support/assert-property';

const kabul = '01a20707-bf6a-8180-94c9-dcdd355ed901';
let made = 0;
const newId = () => {
  made += 1;
  return `01a20707-bf6a-7180-94c9-${String(made).padStart(12, '0')}`;
};
const by = { id: newId(), name: 'Ada' };
const now = '2026-12-01T08:00:00.000Z';

/** An event as a reader gets it. */
function shown(draft: unknown, more: Partial<Event> = {}): Event {
  const input = eventInput.parse(draft);
  const record = completeRecord(input, newId, { before: null, now: 0 });
  made += 1;
  return {
    ...record,
    id: newId(),
    ref: `${input.kind === 'threat' ? 'THR' : 'INC'}-2026-${String(made).padStart(4, '0')}`,
    aliases: [],
    version: 1,
    loggedAt: now,
    activityAt: now,
    targets: record.targets.map((target) => ({ ...target, mission: null })),
    actors: record.actors.map((actor) => ({ ...actor, name: 'Group' })),
    incident: record.incident && { ...record.incident, realises: input.incident?.realises ?? [] },
    threat: record.threat && { ...record.threat, realisedBy: input.threat?.realisedBy ?? [] },
    toBeConfirmed: null,
    createdBy: by,
    updatedAt: now,
    updatedBy: by,
    ...more,
  };
}

const source = (publisher: string, more = {}) => ({ publisher, title: 'Report', ...more });

test('the preview of a merge tells what is taken over, and whose value wins where the two differ', () => {
  const link = newId();
  const into = shown(
    threat({
      title: 'A call',
      severity: 'moderate',
      tlp: 'green',
      targets: [{ country: 'RU', type: 'embassy', missionId: kabul }],
      sources: [source('Reuters', { url: 'https://reuters.example/1' })],
      tags: ['call'],
    }),
    { aliases: ['THR-2025-0001'] },
  );
  const merged = shown(
    threat({
      title: 'A bomb threat',
      summary: 'By telephone',
      severity: 'severe',
      tlp: 'amber',
      targets: [
        { country: 'RU', type: 'embassy', missionId: kabul, note: 'Gate' },
        { country: 'CN', type: 'embassy' },
      ],
      sources: [
        source('Reuters', { url: 'http://www.reuters.example/1/', quote: 'Two calls' }),
        source('TOLO'),
      ],
      tags: ['call', 'kabul'],
      threat: { realisedBy: [link], likelihood: 'likely' },
    }),
  );
  const preview = previewMerge(merged, into);
  expect(preview).toMatchObject({ refusal: null, isRed: false, isToBeConfirmed: true });
  const fields = Object.fromEntries(preview.fields.map(({ path, result, from }) => [path, [result, from]]));
  expect(fields).toMatchObject({
    title: ['A call', 'into'],
    summary: ['By telephone', 'merged'],
    severity: ['severe', 'merged'],
    tlp: ['amber', 'merged'],
    'threat.likelihood': ['likely', 'merged'],
  });
  expect(fields).not.toHaveProperty('verification');
  const origins = preview.lists.map(({ path, result }) => [path, result.map(({ from }) => from)]);
  expect(Object.fromEntries(origins)).toEqual({
    targets: ['both', 'merged'],
    sources: ['both', 'merged'],
    tags: ['into', 'merged'],
    'threat.realisedBy': ['merged'],
    aliases: ['into', 'merged'],
  });
});

test('the preview names why two records cannot be merged, and that a red one names its readers', () => {
  const one = shown(threat());
  const refusalOf = (merged: Event, into: Event) => previewMerge(merged, into).refusal?.errors[0]?.code;
  expect(refusalOf(one, one)).toBe('merge-into-itself');
  expect(refusalOf(one, shown(incident()))).toBe('merge-other-kind');
  const ended = shown(threat({ threat: { status: 'lapsed' } }));
  expect([refusalOf(one, ended), refusalOf(ended, one)]).toEqual(['merge-ended', undefined]);
  const red = shown(threat({ tlp: 'red' }));
  expect(previewMerge(red, one)).toMatchObject({ isRed: true, refusal: null });
  // An attack under way needs a second person, and so does a severe threat, also after an unconfirmed downgrade.
  const attack = shown(incident({ incident: { phase: 'ongoing' } }));
  expect(previewMerge(attack, attack).isToBeConfirmed).toBe(true);
  const changes = [{ what: 'downgraded' as const, by, at: now, version: 2 }];
  const lowered = shown(threat({ severity: 'minor' }), { toBeConfirmed: { by, at: now, since: 2, changes } });
  expect(previewMerge(lowered, one).isToBeConfirmed).toBe(true);
  expect(previewMerge(one, lowered).isToBeConfirmed).toBe(false);
});

test('the preview shows what the server makes of any two records', () =>
  assertProperty(
    fc.property(
      anyEvent([{ id: kabul, country: 'RU' }], [newId()]),
      anyEvent([{ id: kabul, country: 'RU' }], []),
      (a, b) => {
        const [merged, into] = [shown(a), shown(b)];
        fc.pre(merged.kind === into.kind);
        const united = mergeEvents(
          { id: merged.id, ref: merged.ref, record: merged },
          { record: into },
          () => '',
        );
        const { fields, lists } = previewMerge(merged, into);
        const itemsOf = (path: string) =>
          (lists.find((one) => one.path === path)?.result ?? []).map(({ item }) => item);
        for (const name of ['targets', 'actors', 'sources', 'tags'] as const)
          expect(itemsOf(name)).toEqual(united[name]);
        for (const { path, into: own, merged: other, result, from } of fields) {
          if (from !== 'both') expect(result).toEqual(from === 'into' ? own : other);
          if (path === 'severity') expect(result).toBe(united.severity);
        }
      },
    ),
  ));
