import { expect, test } from '../../fixtures';
import { attackDraft, log } from '../pages/board-events';

test.use({ seed: 'register' });

const isoDay = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a visit is added with its legs, and an attack near it lights up the visit and names it', async ({
  page,
  api,
  openPage,
}) => {
  await page.goto('/visits');
  await page.getByRole('link', { name: 'Add visit' }).click();
  await page.getByLabel('Title').fill('Visit of the minister');
  await page.getByLabel('Delegation of').selectOption('Japan');
  await page.getByLabel('Host country').selectOption('Afghanistan');
  await page.getByRole('combobox', { name: 'City' }).fill('Kabul');
  await page.getByLabel('Contact').fill('Duty officer');
  await page.getByLabel('Begins').fill(isoDay(1));
  await page.getByLabel('Ends').fill(isoDay(3));
  await page.getByRole('button', { name: 'Add a leg' }).click();
  const leg = page.getByRole('group', { name: 'Leg 1' });
  await leg.getByLabel('Place').fill('Ministry of Foreign Affairs');
  await leg.getByLabel('Until').fill(isoDay(2));
  await expect(page.getByRole('radio', { name: /AMBER\+STRICT/ })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Visit of the minister' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Programme' })).toContainText('Ministry of Foreign Affairs');
  await expect(page.getByText('Nothing concerns it now.')).toBeVisible();

  const list = await openPage();
  await list.goto('/visits');
  const row = list.getByRole('list', { name: 'Under way and coming' }).getByRole('listitem');
  await expect(row).toContainText('Visit of the minister');
  const kabul = { country: 'AF' as const, city: 'Kabul' };
  const targets = [{ country: 'FR' as const, type: 'embassy' as const }];
  const attack = await log(api, { ...attackDraft(), location: kabul, targets });
  await expect(page.getByText('1 threat or attack now')).toBeVisible();
  await expect(page.getByRole('list', { name: /that concern it now/ })).toContainText(attack.title);
  await expect(row).toContainText('1 threat or attack now');

  await page.goto(`/events/${attack.ref}`);
  const concerned = page.getByRole('region', { name: 'Visits concerned' });
  await concerned.getByRole('link', { name: 'Visit of the minister' }).click();
  await page.getByRole('link', { name: 'Kabul' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kabul' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Incidents and threats here' })).toContainText(attack.title);
});
