import * as z from 'zod';
import { actor, visit } from '@/db/model/reference';
import { expect, test } from '../../fixtures';
import { expectToFit, findViolations } from '../pages/look';

const visits = z.looseObject({ items: z.array(visit).min(1) });
const actors = z.looseObject({ items: z.array(actor).min(1) });

test('axe finds nothing on the pages of countries, missions, actors, visits and places', async ({
  page,
  api,
}) => {
  const [aVisit] = visits.parse((await api.get('/api/visits?limit=1')).body).items;
  const [anActor] = actors.parse((await api.get('/api/actors?limit=1')).body).items;
  const missions = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })).min(1) });
  const [aMission] = missions.parse((await api.get('/api/missions?sending=RU&host=AF')).body).items;
  const paths = [
    '/countries',
    '/countries/RU',
    '/missions?host=AF',
    `/missions/${aMission?.id}`,
    `/missions/${aMission?.id}/edit`,
    '/actors',
    `/actors/${anActor?.id}`,
    `/actors/${anActor?.id}/edit`,
    `/visits?month=${aVisit?.from.slice(0, 7)}&show=past`,
    `/visits/${aVisit?.id}`,
    `/visits/${aVisit?.id}/edit`,
    '/places/AF/Kabul',
  ];
  for (const path of paths) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await findViolations(page), path).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectToFit(page, `${path} at 360 pixels`);
  }
});
