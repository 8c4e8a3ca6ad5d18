import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { attackDraft, log, pastDraft, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { findViolations } from '../pages/look';

test.use({ seed: 'register' });
// Opens the map of the board, which other tests keep closed.
test.beforeEach(({ context }) => context.clearCookies({ name: 'side' }));

const kabul = { country: 'AF', city: 'Kabul', lat: 34.53, lon: 69.17, precision: 'city' } as const;
const herat = { country: 'AF', city: 'Herāt', lat: 34.35, lon: 62.2, precision: 'exact' } as const;
const abuja = { country: 'NG', city: 'Abuja', lat: 9.06, lon: 7.49, precision: 'exact' } as const;
const paris = { country: 'FR', city: 'Paris', lat: 48.86, lon: 2.35, precision: 'city' } as const;

function createMapPage(page: Page) {
  const map = page.locator('[data-map]');
  return {
    map,
    drawn: map.locator('[data-drawn]'),
    mark: (name: string | RegExp) => map.getByRole('button', { name }),
    pulse: map.locator('[data-pulse]'),
  };
}

test('a record logged in one window pulses on the map of another, and a box drawn there filters the list', async ({
  page,
  api,
}) => {
  await log(api, threatDraft({ location: kabul }));
  await log(api, { ...pastDraft(1), location: paris });
  await log(api, { ...pastDraft(2), location: { country: 'FR' } });
  const board = createBoardPage(page);
  const { map, drawn, mark, pulse } = createMapPage(page);
  await board.open();
  await expect(drawn).toBeVisible();
  await expect(mark(/Under threat: Embassy — Russia, Kabul, Extreme/)).toBeVisible();
  await expect(map).toContainText('1 record without a place');
  await expect(map).toContainText('Natural Earth · GeoNames');

  const pulsed = pulse.first().waitFor({ state: 'attached' });
  await log(api, attackDraft({ location: abuja }));
  await pulsed;
  await expect(mark(/Under attack: Embassy — Pakistan, Abuja/)).toBeVisible();
  await expect(pulse).toHaveCount(0);

  // A drag with Shift, around the mark in Paris.
  const box = await mark(/Incident INC-/).boundingBox();
  if (!box) throw new Error('The mark in Paris is not drawn');
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x - 20, box.y - 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 40, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page).toHaveURL(/\?bbox=/);
  await expect(board.rows).toHaveCount(1);
  await expect(board.row(/report 1/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the box' }).click();
  await expect(board.rows).toHaveCount(4);
  expect(await findViolations(page)).toEqual([]);

  // A lost context is replaced once; after the next loss the map is drawn without WebGL, with the same marks.
  const canvas = map.locator('.map-basemap canvas');
  await loseWebGl(canvas);
  await expect(drawn).toBeVisible();
  await expect(canvas).toHaveCount(1);
  await loseWebGl(canvas);
  await expect(map.locator('.map-drawn')).toBeVisible();
  await expect(canvas).toHaveCount(0);
  await expect(mark(/Under attack: Embassy — Pakistan, Abuja/)).toBeVisible();
});

/** Loses the context, as a graphics driver does, and waits until the map has removed the canvas. */
async function loseWebGl(canvas: Locator): Promise<void> {
  const lost = await canvas.elementHandle();
  if (!lost) throw new Error('The map has no canvas');
  await lost.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('No canvas');
    element.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await expect.poll(() => lost.evaluate((element) => element.isConnected)).toBe(false);
}

const journeys = [
  { name: 'with WebGL', hasWebGl: true },
  { name: 'without WebGL', hasWebGl: false },
] as const;

for (const { name, hasWebGl } of journeys) {
  test(`${name}, the keyboard alone walks the map, filters by a box and opens a record`, async ({
    page,
    api,
  }) => {
    if (!hasWebGl) {
      await page.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null;
      });
    }
    await log(api, threatDraft({ location: kabul }));
    await log(api, threatDraft({ country: 'CN', location: kabul }));
    await log(api, attackDraft({ location: herat }));
    await log(api, { ...pastDraft(1), location: paris });
    await page.goto('/map');
    const { map, drawn, mark } = createMapPage(page);
    await expect(drawn).toBeVisible();
    await expect(map.locator('.map-drawn')).toHaveCount(hasWebGl ? 0 : 1);
    const ground = map.locator('.map-basemap').locator(hasWebGl ? 'canvas' : '.map-drawn');
    expect(await ground.boundingBox()).toEqual(await map.boundingBox());

    // Tab reaches one mark, and arrow keys the others.
    const attack = mark(/Under attack: Embassy — Pakistan/);
    await attack.focus();
    await page.keyboard.press('ArrowRight');
    const both = mark(/2 missions under threat.*Kabul/);
    await expect(both).toBeFocused();
    await expect(map.getByRole('tooltip')).toContainText('China Embassy, Kabul');
    await page.keyboard.press('Enter');
    const card = map.getByRole('dialog');
    await expect(card.getByRole('link')).toHaveCount(2);
    await page.keyboard.press('Escape');
    await expect(both).toBeFocused();

    await page.keyboard.press('ArrowLeft');
    await expect(attack).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(mark(/Incident INC-/)).toBeFocused();
    await page.keyboard.press('+');
    await expect(mark(/Incident INC-/)).toBeFocused();

    await page.getByRole('button', { name: 'Draw a box to filter by' }).focus();
    await page.keyboard.press('Enter');
    const surface = map.getByRole('group', { name: /A box on the map/ });
    await expect(surface).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/map\?bbox=/);
    await expect(page.getByRole('button', { name: /Remove the filter/ })).toBeVisible();
    await expect(mark(/Under/)).toHaveCount(0);
    expect(await findViolations(page)).toEqual([]);

    await mark(/Incident INC-/).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /report 1/ })).toBeVisible();
  });
}
