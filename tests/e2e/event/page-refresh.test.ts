import * as z from 'zod';
import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';

const made = z.object({ id: z.string(), version: z.number() });

test('a record’s page is reloaded when one of its actors changes, but not for others', async ({
  page,
  api,
}) => {
  const createActor = async (name: string) => {
    const { status, body } = await api.post('/api/actors', { name, type: 'armed-group' });
    expect(status, JSON.stringify(body)).toBe(201);
    return made.parse(body);
  };
  const [named, other] = [await createActor('Named Front'), await createActor('Other Front')];
  const threat = await log(api, { ...threatDraft(), actors: [{ actorId: named.id, role: 'suspected' }] });
  const reads: string[] = [];
  page.on('request', (request) => {
    const { rsc, 'next-router-prefetch': prefetch } = request.headers();
    if (rsc === '1' && prefetch === undefined) reads.push(request.url());
  });
  const otherChangeReceived = new Promise<void>((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (payload.includes(other.id)) resolve();
      }),
    );
  });
  await page.clock.install();
  await page.goto(`/events/${threat.ref}`);
  await expect(page.locator('header [data-live="live"]')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const before = reads.length;
  expect((await api.patch(`/api/actors/${other.id}`, other.version, { name: 'Third Front' })).status).toBe(
    200,
  );
  await otherChangeReceived;
  // Any planned reload is due by now; the next reload would replace one that is still pending.
  await page.clock.fastForward(6_000);
  expect((await api.patch(`/api/events/${threat.id}`, 1, { title: 'Corrected elsewhere' })).status).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Corrected elsewhere');
  expect(reads.length - before).toBe(1);
  expect((await api.patch(`/api/actors/${named.id}`, named.version, { name: 'Renamed Front' })).status).toBe(
    200,
  );
  await expect(page.getByText('Renamed Front')).toBeVisible();
  expect(reads.length - before).toBe(2);
});
