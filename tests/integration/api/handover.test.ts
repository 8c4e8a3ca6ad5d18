import { type HandoverReport, handoverReport } from '@/db/model/handover';
import { type Handover, handoverRecord } from '@/db/model/records/handover';
import type { Api, ApiResponse } from '../../support/api';
import { eventOf, expect, sharedTest as test } from '../security/team';
import { expectProblem } from './support/expectations';

const lists = ['arrived', 'changed', 'ended', 'lapsed', 'retracted'] as const;

async function reportOf(api: Api, query = ''): Promise<HandoverReport> {
  const { status, body } = await api.get(`/api/handover${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return handoverReport.parse(body);
}

function handoverOf({ status, body }: ApiResponse): Handover {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return handoverRecord.schema.parse(body);
}

/** The references in each list, of those given. */
function placesOf(report: HandoverReport, refs: readonly string[]): Record<string, string[]> {
  const shown = {
    ...report,
    changed: report.changed.map(({ event }) => event),
    dueSoon: report.dueSoon.map(({ event }) => event),
  };
  const places = [...lists, 'dueSoon', 'toBeConfirmed'] as const;
  return Object.fromEntries(
    places.flatMap((place) => {
      const found = shown[place].map(({ ref }) => ref).filter((ref) => refs.includes(ref));
      return found.length > 0 ? [[place, found.sort()]] : [];
    }),
  );
}

test('a report has each record that changed since the last handover once, with what happened to it', async ({
  team,
}) => {
  const ada = await team.createMember({ clearance: 'amber' });
  const log = (title: string, more = {}) => team.log(ada, title, { tlp: 'clear', ...more });
  const [edited, ended, deleted, same] = [
    await log('Edited'),
    await log('Ended'),
    await log('Deleted'),
    await log('Same'),
  ];
  const start = new Date();
  handoverOf(
    await ada.api.post('/api/handovers', {
      from: new Date(start.getTime() - 1000).toISOString(),
      to: new Date().toISOString(),
      actions: [{ text: 'Call Kabul' }, { text: 'Read the cable', doneAt: start.toISOString() }],
    }),
  );
  const arrived = await log('Arrived', {
    threat: { validUntil: new Date(Date.now() + 3_600_000).toISOString() },
  });
  await ada.api.patch(`/api/events/${edited.id}`, 1, { severity: 'moderate', reason: 'New' });
  await ada.api.patch(`/api/events/${ended.id}`, 1, { threat: { status: 'withdrawn' }, reason: 'Over' });
  await ada.api.remove(`/api/events/${deleted.id}`, 1, { reason: 'Mistake' });
  const refs = [edited, ended, deleted, same, arrived].map(({ ref }) => ref);

  const report = await reportOf(ada.api);
  expect(placesOf(report, refs)).toEqual({
    arrived: [arrived.ref],
    changed: [edited.ref],
    ended: [ended.ref],
    retracted: [deleted.ref],
    dueSoon: [arrived.ref],
  });
  const change = report.changed.find(({ event }) => event.id === edited.id);
  expect(change?.changes).toEqual([{ path: 'severity', before: 'unknown', after: 'moderate' }]);
  expect(report).toMatchObject({ isComplete: true, unacknowledged: [] });
  for (const list of lists) expect(report.counts[list]).toBe(report[list].length);
  expect(report.actions).toMatchObject([{ index: 0, text: 'Call Kabul' }]);

  // Of a past period, what happened after it is left out.
  const past = await reportOf(ada.api, `?since=2020-01-01T00:00:00Z&until=${start.toISOString()}`);
  expect(placesOf(past, refs)).toEqual({
    arrived: [edited, ended, deleted, same].map(({ ref }) => ref).sort(),
  });
  expectProblem(await ada.api.get('/api/handover?since=yesterday'), 422);
});

test('a reader of lower clearance learns nothing of what is hidden, in lists, counts or handovers', async ({
  team,
}) => {
  const ada = await team.createMember({ clearance: 'amber+strict' });
  const ben = await team.createMember({ clearance: 'green' });
  const open = await team.log(ada, 'Open', { tlp: 'clear' });
  const kept = await team.log(ada, 'Kept', { tlp: 'amber' });
  const remarked = await team.log(ada, 'Seen before', { tlp: 'clear' });
  const period = { from: '2026-11-30T04:00:00Z', to: new Date().toISOString() };
  const visible = handoverOf(
    await ada.api.post('/api/handovers', { ...period, note: open.ref, tlp: 'green' }),
  );
  const before = await reportOf(ben.api, `?since=${period.to}`);

  await ada.api.patch(`/api/events/${kept.id}`, 1, { title: 'Kept word', reason: 'x' });
  await ada.api.patch(`/api/events/${remarked.id}`, 1, { title: 'Hidden word', tlp: 'amber', reason: 'x' });
  await team.log(ada, 'Hidden arrival', { tlp: 'amber+strict' });
  const hidden = handoverOf(
    await ada.api.post('/api/handovers', {
      ...period,
      note: `Watch ${kept.ref.toLowerCase()}`,
      tlp: 'clear',
    }),
  );
  expect(hidden.tlp).toBe('amber');
  const after = await reportOf(ben.api, `?since=${period.to}`);
  expect({ ...after, until: null }).toEqual({ ...before, until: null });
  expect(after.latest?.id).toBe(visible.id);
  expectProblem(await ben.api.get(`/api/handovers/${hidden.id}`), 404);
  expectProblem(await ben.api.patch(`/api/handovers/${hidden.id}`, 1, { acceptedBy: ben.id }), 404);
  expect((await reportOf(ada.api)).latest?.id).toBe(hidden.id);

  const red = await team.log(ada, 'Red', { tlp: 'red' });
  const refused = await ada.api.post('/api/handovers', { ...period, note: `See ${red.ref}` });
  expect(expectProblem(refused, 422)).toMatchObject({ errors: [{ path: 'note', code: 'red-named' }] });
  // For its author alone, the reference leads to nothing: they learn nothing either.
  handoverOf(await ben.api.post('/api/handovers', { ...period, note: `See ${red.ref}`, tlp: 'green' }));
});

test('another officer accepts a handover, from which on their report begins', async ({ team }) => {
  const ada = await team.createMember();
  const ben = await team.createMember();
  const viewer = await team.createMember({ role: 'viewer' });
  const to = new Date().toISOString();
  const given = handoverOf(
    await ada.api.post('/api/handovers', { from: '2026-11-30T04:00:00Z', to, note: 'Quiet', tlp: 'green' }),
  );
  const accept = (api: Api, acceptedBy: string, version = 1) =>
    api.patch(`/api/handovers/${given.id}`, version, { acceptedBy });
  expectProblem(await accept(viewer.api, viewer.id), 403);
  expect(expectProblem(await accept(ada.api, ada.id), 403)).toMatchObject({ code: 'own-handover' });
  expectProblem(await accept(ben.api, ada.id), 422);
  const accepted = handoverOf(await accept(ben.api, ben.id));
  expect(accepted).toMatchObject({ version: 2, acceptedBy: ben.id, note: 'Quiet' });
  expect(Date.parse(accepted.acceptedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(to));
  expectProblem(await ada.api.patch(`/api/handovers/${given.id}`, 2, { note: 'Changed' }), 422);
  expect((await reportOf(ben.api)).since).toBe(accepted.acceptedAt);
  expect((await reportOf(ada.api)).since).toBe(given.to);
  const arrived = eventOf(
    await ada.api.post('/api/events', {
      kind: 'threat',
      title: 'After the change of shift',
      at: '2026-03-01',
      location: { country: 'AF' },
      targets: [{ country: 'RU', type: 'embassy' }],
      tlp: 'clear',
      threat: {},
    }),
  );
  expect(placesOf(await reportOf(ben.api), [arrived.ref])).toEqual({ arrived: [arrived.ref] });
});
