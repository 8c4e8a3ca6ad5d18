import * as z from 'zod';
import { board } from '@/db/model/board';
import { event } from '@/db/model/event/event';
import { review } from '@/db/model/event/review';
import { historyItem } from '@/db/model/reference';
import { incidentDraft } from '../api/support/drafts';
import { eventOf, expect, sharedTest as test } from './team';

const severe = { severity: 'severe', tlp: 'green' };
const ended = { threat: { status: 'foiled' }, reason: 'Vehicle found' };
const history = z.strictObject({ items: z.array(historyItem) });

test('ending a severe threat takes effect at once and is to be confirmed until a second person does', async ({
  team,
}) => {
  const [ada, ben, viewer] = [
    await team.createMember(),
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ role: 'viewer' }),
  ];
  const { id } = await team.log(ada, 'Vehicle bomb', severe);
  const over = eventOf(await ada.api.patch(`/api/events/${id}`, 1, ended));
  expect(over).toMatchObject({
    version: 2,
    threat: { status: 'foiled' },
    toBeConfirmed: { by: { id: ada.id }, since: 2, changes: [{ what: 'threat-ended', version: 2 }] },
  });
  expect(eventOf(await viewer.api.get(`/api/events/${id}`)).toBeConfirmed).toEqual(over.toBeConfirmed);
  const confirm = (who: typeof ada, version: number, headers = {}) =>
    who.api.post(`/api/events/${id}/confirm`, {}, { 'if-match': `"${version}"`, ...headers });
  const own = await confirm(ada, 2);
  expect(own).toMatchObject({ status: 403, body: { code: 'second-person-needed' } });
  // A key is the same person.
  const { api } = await team.createKey(ada, { scopes: ['write'] });
  expect(await confirm({ ...ada, api }, 2)).toMatchObject({ status: 403 });
  expect(await confirm(viewer, 2)).toMatchObject({ status: 403, body: { code: 'analyst-needed' } });
  expect(await confirm(ben, 1)).toMatchObject({ status: 412, body: { current: { version: 2 } } });
  const key = { 'idempotency-key': `confirm-${id}` };
  const confirmed = eventOf(await confirm(ben, 2, key));
  expect(confirmed).toMatchObject({ version: 3, toBeConfirmed: null, threat: { status: 'foiled' } });
  expect(confirmed.activityAt).toBe(over.activityAt);
  expect(eventOf(await confirm(ben, 2, key)).version).toBe(3);
  expect(await confirm(ben, 3)).toMatchObject({ status: 422, body: { code: 'nothing-to-confirm' } });
  const { items } = history.parse((await viewer.api.get(`/api/events/${id}/history`)).body);
  expect(items.map(({ what, by, changes }) => [what, by.id, changes.length])).toEqual([
    ['confirmed', ben.id, 0],
    ['changed', ada.id, 1],
    ['logged', ada.id, 0],
  ]);
});

test('a reversal restores what stood before in one action, and leaves what somebody changed since', async ({
  team,
}) => {
  const [ada, ben] = [await team.createMember(), await team.createMember()];
  const { id } = await team.log(ada, 'Vehicle bomb', { ...severe, threat: { validUntil: '2020-01-01' } });
  await ada.api.patch(`/api/events/${id}`, 1, { severity: 'minor' });
  const read = async () => eventOf(await ada.api.get(`/api/events/${id}`));
  // Downgraded, it lapses; the reversal undoes that too.
  await expect.poll(async () => (await read()).threat?.status).toBe('lapsed');
  const renamed = eventOf(await ben.api.patch(`/api/events/${id}`, 3, { title: 'Van bomb' }));
  const back = await ben.api.post(
    `/api/events/${id}/revert`,
    { reason: 'The vehicle has not been found' },
    { 'if-match': `"${renamed.version}"` },
  );
  expect(eventOf(back)).toMatchObject({
    title: 'Van bomb',
    severity: 'severe',
    threat: { status: 'current' },
    toBeConfirmed: null,
  });
  const { items } = history.parse((await ada.api.get(`/api/events/${id}/history`)).body);
  expect(items[0]).toMatchObject({ what: 'reverted', reason: 'The vehicle has not been found' });
  expect(items.flatMap(({ changes }) => changes.map(({ path }) => path)).join()).not.toContain('unconfirmed');

  const raised = eventOf(
    await ada.api.patch(`/api/events/${id}`, eventOf(back).version, {
      severity: 'minor',
      threat: { validUntil: null },
    }),
  );
  const worked = eventOf(await ben.api.patch(`/api/events/${id}`, raised.version, { severity: 'moderate' }));
  expect(worked.toBeConfirmed?.changes).toHaveLength(1);
  const refused = await ben.api.post(
    `/api/events/${id}/revert`,
    { reason: 'Back' },
    { 'if-match': `"${worked.version}"` },
  );
  expect(refused).toMatchObject({ status: 422, body: { code: 'changed-since' } });
});

test('the deletion of a severe threat waits in the queue of both, where it is confirmed or reverted', async ({
  team,
}) => {
  const [ada, ben, low] = [
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'green' }),
  ];
  const draft = { severity: 'extreme', tlp: 'amber' };
  const [kept, gone] = [await team.log(ada, 'Kept', draft), await team.log(ada, 'Gone', draft)];
  for (const { id } of [kept, gone]) {
    expect((await ada.api.remove(`/api/events/${id}`, 1, { reason: 'Logged twice' })).status).toBe(204);
  }
  const queueOf = async (who: typeof ada) =>
    review
      .parse((await who.api.get('/api/review')).body)
      .items.filter(({ event: { id } }) => [kept.id, gone.id].includes(id))
      .map((item) => [item.event.id, item.isDeleted, item.needs, item.event.toBeConfirmed?.by.id]);
  const waiting = [kept, gone].map(({ id }) => [id, true, ['to-be-confirmed'], ada.id]);
  expect(await queueOf(ada)).toEqual(waiting);
  expect(await queueOf(ben)).toEqual(waiting);
  expect(await queueOf(low)).toEqual([]);
  const version = { 'if-match': '"2"' };
  const confirm = (who: typeof ada, id: string) => who.api.post(`/api/events/${id}/confirm`, {}, version);
  expect((await confirm(low, gone.id)).status).toBe(404);
  expect(await confirm(ada, gone.id)).toMatchObject({ body: { code: 'second-person-needed' } });
  expect(eventOf(await confirm(ben, gone.id))).toMatchObject({ version: 3, toBeConfirmed: null });
  const deleted = z
    .object({ items: z.array(event) })
    .parse((await ben.api.get('/api/events?deleted=true')).body)
    .items.filter(({ id }) => [kept.id, gone.id].includes(id));
  expect(deleted.map(({ id, toBeConfirmed }) => [id, toBeConfirmed?.by.id])).toEqual([
    [gone.id, undefined],
    [kept.id, ada.id],
  ]);
  const back = await ben.api.post(`/api/events/${kept.id}/revert`, { reason: 'They differ' }, version);
  expect(eventOf(back)).toMatchObject({ version: 3, toBeConfirmed: null, threat: { status: 'current' } });
  expect(await queueOf(ben)).toEqual([]);
  const { items } = history.parse((await ben.api.get(`/api/events/${gone.id}/history`)).body);
  expect(items.map(({ what }) => what)).toEqual(['confirmed', 'deleted', 'logged']);
});

test('a milder marking is to be confirmed by somebody who could read it before, and shows to nobody else', async ({
  team,
}) => {
  const [ada, ben, low] = [
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'amber' }),
    await team.createMember({ clearance: 'green' }),
  ];
  const { id } = await team.log(ada, 'Marked', {
    severity: 'extreme',
    tlp: 'amber',
    targets: [{ country: 'NZ', type: 'embassy' }],
  });
  await ada.api.patch(`/api/events/${id}`, 1, { severity: 'severe', tlp: 'green' });
  const seenBy = async (who: typeof ada) => {
    const one = eventOf(await who.api.get(`/api/events/${id}`)).toBeConfirmed;
    const { threatened } = board.parse((await who.api.get('/api/board')).body);
    const entry = threatened.find(({ threats }) => threats.includes(id));
    expect(entry?.leading === id ? entry.toBeConfirmed : one).toEqual(one);
    const listed = z
      .object({ items: z.array(event) })
      .parse((await who.api.get('/api/events?limit=200')).body);
    expect(listed.items.find((item) => item.id === id)?.toBeConfirmed).toEqual(one);
    return one?.changes.map(({ what }) => what) ?? null;
  };
  expect(await seenBy(ben)).toEqual(['downgraded', 'marking']);
  expect(await seenBy(low)).toBeNull();
  const confirm = (who: typeof ada) => who.api.post(`/api/events/${id}/confirm`, {}, { 'if-match': '"2"' });
  expect(await confirm(low)).toMatchObject({ body: { code: 'nothing-to-confirm' } });
  expect(eventOf(await confirm(ben)).toBeConfirmed).toBeNull();
});

test('an attack is under way while it is contained, and its end is to be confirmed', async ({ team }) => {
  const [ada, ben] = [await team.createMember(), await team.createMember()];
  const draft = { ...incidentDraft(), tlp: 'green', incident: { phase: 'ongoing' } };
  const { id } = eventOf(await ada.api.post('/api/events', draft));
  const contained = eventOf(
    await ada.api.patch(`/api/events/${id}`, 1, {
      incident: { phase: 'contained', endedAt: new Date().toISOString() },
    }),
  );
  expect(contained.toBeConfirmed).toBeNull();
  const entry = async () =>
    board
      .parse((await ben.api.get('/api/board')).body)
      .threatened.find(({ incidents }) => incidents.includes(id));
  expect(await entry()).toMatchObject({ underAttack: true, urgency: 'immediate' });
  const over = eventOf(await ada.api.patch(`/api/events/${id}`, 2, { incident: { phase: 'over' } }));
  expect(over.toBeConfirmed).toMatchObject({ by: { id: ada.id }, changes: [{ what: 'attack-ended' }] });
  expect(over.incident?.closedAt).toBe(over.updatedAt);
  expect(await entry()).toBeUndefined();
  const back = await ben.api.post(`/api/events/${id}/revert`, { reason: 'Shots' }, { 'if-match': '"3"' });
  expect(eventOf(back)).toMatchObject({ incident: { phase: 'contained' }, toBeConfirmed: null });
  expect(eventOf(back).incident?.endedAt).toBe(contained.incident?.endedAt);
  expect(await entry()).toMatchObject({ underAttack: true });
});
