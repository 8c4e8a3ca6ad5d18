import type { EventDraft } from '@/db/model/event/event';
import { mission } from '@/db/model/reference';
import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';

test.use({ seed: 'register', expectedComplaints: /status of 412 .*\/api\/missions/ });

test('a mission is added, edited in two windows at once, and its page is live', async ({
  page,
  api,
  openPage,
}) => {
  await page.goto('/missions');
  await page.getByRole('link', { name: 'Add mission' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add mission' })).toBeVisible();
  await page.getByRole('button', { name: /^Add mission/ }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Sending country:/ })).toBeVisible();

  await page.getByLabel('Sending country').selectOption('Kazakhstan');
  await page.getByLabel('Host country').selectOption('Afghanistan');
  await page.getByLabel('Type').selectOption('Consulate');
  const city = page.getByRole('combobox', { name: 'City', exact: true });
  await city.fill('Herat');
  await page.getByRole('option', { name: /^Her/ }).first().click();
  await expect(page.getByLabel('Latitude')).toHaveValue(/^34\./);
  // What is typed is kept when the page is lost.
  await page.getByLabel('Name', { exact: true }).fill('Consular agency');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(/^Draft from .* restored/)).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Consular agency');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Consulate — Kazakhstan, Herāt' })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('Reduced staff');
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  const other = await openPage();
  await other.goto(`/missions/${id}/edit`);
  await other.getByLabel('Name', { exact: true }).fill('Theirs');
  await other.keyboard.press('Control+Enter');
  await expect(other.getByRole('region', { name: 'History' })).toContainText('Theirs');

  await page.keyboard.press('Control+Enter');
  const conflict = page.getByRole('region', { name: 'Somebody else has changed this record' });
  await expect(conflict.getByRole('group', { name: 'Status' }).getByLabel(/^Yours/)).toBeChecked();
  const name = conflict.getByRole('group', { name: 'Name' });
  await expect(name).toContainText('Before: Consular agency');
  await name.getByLabel(/^Theirs/).check();
  await conflict.getByRole('button', { name: 'Apply to the form' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Theirs');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(new RegExp(`/missions/${id}$`));
  const changed = mission.parse((await api.get(`/api/missions/${id}`)).body);
  expect(changed).toMatchObject({ version: 3, name: 'Theirs', status: 'reduced' });

  // The other window follows both: the change, and a threat that is logged against the mission.
  await expect(other.getByRole('region', { name: 'History' })).toContainText('Reduced staff');
  const targets: EventDraft['targets'] = [{ country: 'KZ', type: 'consulate', missionId: id }];
  const threat = await log(api, { ...threatDraft(), targets, severity: 'severe' });
  const now = other.getByRole('region', { name: 'Under threat now' });
  await expect(now.getByRole('listitem')).toContainText([threat.title]);
  await expect(other.getByText('1 under threat now')).toBeVisible();
  // What happened beside it without naming it is listed apart.
  const beside = { country: 'AF', city: 'Herat', lat: 34.36, lon: 62.2 } as const;
  await log(api, { ...threatDraft({ country: 'FR' }), title: 'Shots in the next street', location: beside });
  await expect(other.getByRole('list', { name: 'Near it' })).toContainText('Shots in the next street');
  await now.getByRole('link', { name: 'Kazakhstan' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Kazakhstan' })).toBeVisible();
  await expect(other.getByRole('region', { name: 'Under threat now' })).toContainText(threat.title);
});
