import { event } from '@/db/model/event/event';
import { expect } from '../../fixtures';
import { threatDraft } from './support/drafts';
import { expectProblem } from './support/expectations';
import { test } from './support/shared-server';

const wire = { publisher: 'Reuters', origin: 'Reuters' };
const reprint = { publisher: 'Daily', origin: 'Reuters' };
const unchecked = { publisher: 'Evening News' };
const agency = { publisher: 'AFP', origin: 'AFP' };

test('corroborated is refused until two independent origins are stated', async ({ api }) => {
  const corroborated = (sources: object[]) =>
    api.post('/api/events', { ...threatDraft({ verification: 'corroborated' }), sources });
  const refused = expectProblem(await corroborated([wire, reprint, unchecked]), 422);
  expect(refused.errors).toMatchObject([
    { path: 'verification', code: 'origins-missing', params: { count: 1, needed: 2 } },
  ]);
  expect((await corroborated([wire, agency])).status).toBe(201);
});

test('an edit neither removes an origin that corroborated needs, nor changes the verification without a reason', async ({
  api,
}) => {
  const made = await api.post('/api/events', {
    ...threatDraft({ verification: 'corroborated' }),
    sources: [wire, agency],
  });
  const { id, sources } = event.parse(made.body);
  const edit = (body: object) => api.patch(`/api/events/${id}`, 1, body);
  const one = expectProblem(await edit({ sources: sources.slice(0, 1), reason: 'Retracted' }), 422);
  expect(one.errors).toMatchObject([{ path: 'verification', code: 'origins-missing' }]);
  const unexplained = expectProblem(await edit({ verification: 'disputed' }), 422);
  expect(unexplained.errors).toMatchObject([{ path: 'reason', code: 'verification-reason' }]);
  const explained = await edit({ verification: 'disputed', reason: 'AFP corrected its report' });
  expect(explained.body).toMatchObject({ verification: 'disputed', version: 2 });
});
