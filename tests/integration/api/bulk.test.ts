import { randomUUID } from 'node:crypto';
import { type OperationAnswer, operationAnswer } from '@/db/model/event/bulk-change';
import type { ApiResponse } from '../../support/api';
import { eventOf, expect, sharedTest as test } from '../security/team';
import { incidentDraft } from './support/drafts';

const reason = 'Sorted out';

function answerOf({ status, headers, body }: ApiResponse): OperationAnswer {
  expect(status, JSON.stringify(body)).toBe(200);
  const answer = operationAnswer.parse(body);
  expect(headers.get('operation-id')).toBe(answer.operationId);
  return answer;
}

test('a filter changes what its caller sees, and an undo tells each what they may see', async ({ team }) => {
  const low = await team.createMember({ clearance: 'green' });
  const high = await team.createMember({ clearance: 'amber' });
  const tag = `bulk-${randomUUID().slice(0, 8)}`;
  const log = async (title: string, tlp: string) =>
    eventOf(
      await high.api.post(
        '/api/events',
        incidentDraft({
          title,
          tlp: tlp === 'amber' ? 'amber' : 'green',
          tags: [tag],
          sources: ['Reuters', 'AFP'].map((publisher) => ({ publisher, origin: publisher })),
        }),
      ),
    );
  const [one, other, hidden] = [
    await log('One', 'green'),
    await log('Other', 'green'),
    await log('Hidden', 'amber'),
  ];
  const change = (expectedCount: number) => ({
    filter: { tag },
    expectedCount,
    patch: { verification: 'corroborated', tags: { add: ['Checked'], remove: [] } },
    reason,
  });
  const differing = await low.api.post('/api/events/bulk', change(3));
  expect(differing.status).toBe(422);
  expect(differing.body).toMatchObject({ code: 'count-differs', params: { count: 2 } });

  const key = { 'idempotency-key': randomUUID() };
  const bulk = answerOf(await low.api.post('/api/events/bulk', change(2), key));
  expect(bulk).toMatchObject({ changed: 2, skipped: [] });
  const again = await low.api.post('/api/events/bulk', change(2), key);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  expect(answerOf(again)).toEqual(bulk);
  const read = async (id: string) => eventOf(await high.api.get(`/api/events/${id}`));
  expect(await read(one.id)).toMatchObject({
    verification: 'corroborated',
    tags: [tag, 'checked'],
    version: 2,
  });
  expect(await read(hidden.id)).toEqual(hidden);

  const undo = (person: typeof low) =>
    person.api.post(`/api/operations/${bulk.operationId}/undo`, { reason });
  expect((await undo(high)).body).toMatchObject({ status: 403, code: 'admin-needed' });
  await high.api.patch(`/api/events/${other.id}`, 2, { title: 'Edited', tlp: 'amber' });
  expect(answerOf(await undo(low)), 'One has left their sight').toMatchObject({ changed: 1, skipped: [] });
  expect(answerOf(await undo(team.admin))).toMatchObject({
    changed: 0,
    skipped: [{ id: other.id, ref: other.ref, code: 'version-conflict' }],
  });
  expect(await read(one.id)).toMatchObject({ verification: 'unverified', tags: [tag], version: 3 });
  expect((await read(other.id)).title).toBe('Edited');
});

test('a change of many that says nothing, too much or what is not for many is refused', async ({ team }) => {
  const { api } = team.admin;
  const ids = [eventOf(await api.post('/api/events', incidentDraft())).id];
  const refused = async (body: object) => {
    const { status, body: problem } = await api.post('/api/events/bulk', {
      patch: { severity: 'minor' },
      reason,
      ...body,
    });
    const { errors } = Object(problem);
    return [status, errors?.[0]?.path, errors?.[0]?.code];
  };
  const many = Array.from({ length: 1_001 }, () => randomUUID());
  expect(
    await Promise.all([
      refused({}),
      refused({ ids, filter: {}, expectedCount: 1 }),
      refused({ filter: {} }),
      refused({ ids, expectedCount: 1 }),
      refused({ ids: many }),
      refused({ ids: ['none'] }),
      refused({ ids, patch: {} }),
      refused({ ids, patch: { title: 'All alike' } }),
      refused({ ids, patch: { handling: 'exercise' } }),
      refused({ ids, patch: { tlp: 'green', recipients: [randomUUID()] } }),
      refused({ ids, patch: { tags: { add: [] } } }),
      refused({ ids, reason: ' ' }),
      refused({ filter: { colour: 'red' }, expectedCount: 1 }),
    ]),
  ).toEqual([
    [422, 'ids', 'ids-or-filter'],
    [422, 'ids', 'ids-or-filter'],
    [422, 'expectedCount', 'count-with-filter'],
    [422, 'expectedCount', 'count-with-filter'],
    [422, 'ids', 'too-many-items'],
    [422, 'ids.0', 'invalid-id'],
    [422, 'patch', 'nothing-to-change'],
    [422, 'patch.title', 'unknown-name'],
    [422, 'patch.handling', 'one-of'],
    [422, 'patch.recipients', 'recipients-not-red'],
    [422, 'patch.tags', 'nothing-to-change'],
    [422, 'reason', 'required'],
    [422, 'filter.colour', 'unknown-name'],
  ]);
  expect(
    (
      await api.post(
        '/api/events/bulk',
        { ids, patch: { severity: 'minor' }, reason },
        { 'idempotency-key': undefined },
      )
    ).status,
  ).toBe(400);
  for (const id of ['none', randomUUID()])
    expect((await api.post(`/api/operations/${id}/undo`, { reason })).status).toBe(404);
});
