import * as z from 'zod';
import { expect, processTest as test } from '../../fixtures';
import { adminEnv, firstAdmin, signIn } from '../../support/people';
import { attackDraft, log, threatDraft } from '../pages/board-events';

test.use({
  seed: 'none',
  env: adminEnv,
  // The map may be loading its worker when the server is killed.
  expectedComplaints: /WebSocket connection to .* failed|net::ERR_|401|Worker failed to load/,
});

const created = z.looseObject({ id: z.string(), url: z.string() });

test('a wall display opens by its link, survives a restart, jumps to an attack, and goes dark when revoked', async ({
  openPage,
  server,
}) => {
  const { api } = await signIn(server.url, firstAdmin);
  await log(api, threatDraft());
  await log(api, { ...threatDraft(), title: 'Not for the wall', tlp: 'amber' });
  const wish = { name: 'Operations room', clearance: 'green', locale: 'tr', theme: 'dark' };
  const { id, url } = created.parse((await api.post('/api/display-links', wish)).body);

  const page = await openPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(url);
  const wall = page.locator('.wall');
  await expect(wall.getByRole('heading', { level: 1 })).toContainText('tehdit altında');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(wall).toHaveAttribute('data-live', 'live');
  await expect(wall.locator('.wall-entry')).toHaveCount(1);
  await expect(wall).toContainText('Operations room');
  expect(await page.content()).not.toContain('Not for the wall');
  for (const large of ['.wall-name', '.wall-severity', '.wall-what', '.wall-live > p', '.wall-clocks time']) {
    const size = await wall
      .locator(large)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(size, large).toBeGreaterThanOrEqual(1080 / 40);
  }

  await server.kill();
  await expect(wall).toHaveAttribute('data-live', 'reconnecting');
  await expect(wall.getByRole('status')).not.toBeEmpty();
  await server.restart();
  await log(api, attackDraft());
  await expect(wall.getByRole('article')).toBeVisible();
  await expect(wall.locator('.wall-entry[data-attack]')).toHaveCount(1);
  await expect(wall).toHaveAttribute('data-live', 'live');

  expect((await api.call('DELETE', `/api/display-links/${id}`)).status).toBe(204);
  await expect(page.getByRole('heading', { name: 'Bu ekran kapatıldı' })).toBeVisible();
  await expect(wall.locator('.wall-entry')).toHaveCount(0);
});
