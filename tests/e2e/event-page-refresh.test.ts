import { actor } from '@/db/model/reference';
import { expect, test } from '../fixtures';
import { log, threatDraft } from './pages/board-events';

test('a record’s page is read again for the missions and actors that it names, and for no other', async ({
  page,
  api,
}) => {
  const actorOf = async (name: string) => {
    const { status, body } = await api.post('/api/actors', { name, type: 'armed-group' });
    expect(status, JSON.stringify(body)).toBe(201);
    return actor.parse(body);
  };
  const named = await actorOf('Named Front');
  const others = [];
  for (let number = 1; number <= 8; number += 1) others.push(await actorOf(`Other Front ${number}`));
  const threat = await log(api, {
    ...threatDraft(),
    actors: [{ actorId: named.id, role: 'suspected' }],
  });
  await page.goto(`/events/${threat.ref}`);
  await expect(page.locator('header [data-live="live"]')).toBeVisible();
  const reads: string[] = [];
  page.on('request', (request) => {
    if (request.headers().rsc === '1' && !request.headers()['next-router-prefetch'])
      reads.push(request.url());
  });
  for (const { id, version } of others)
    expect((await api.patch(`/api/actors/${id}`, version, { aliases: ['Another name'] })).status).toBe(200);
  expect((await api.patch(`/api/actors/${named.id}`, named.version, { name: 'Renamed Front' })).status).toBe(
    200,
  );
  await expect(page.getByText('Renamed Front')).toBeVisible();
  expect(reads).toHaveLength(1);
});
