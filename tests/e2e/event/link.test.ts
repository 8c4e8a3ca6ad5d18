import { expect, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';

test('an incident is linked with its threat on its page: per target whether the danger goes on, with the lead time', async ({
  page,
  api,
}) => {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const before = new Date(Date.now() - 3_600_000 - 3 * 86_400_000).toISOString();
  const threat = await log(api, {
    ...threatDraft({ title: 'Calls to storm two embassies' }),
    at: before,
    targets: [
      { country: 'RU', type: 'embassy' },
      { country: 'CN', type: 'embassy' },
    ],
  });
  const attack = await log(api, {
    ...attackDraft({ title: 'Shots at the gate' }),
    at,
    incident: { phase: 'ongoing' },
  });
  const over = { incident: { phase: 'over' }, reason: 'Cleared' };
  expect((await api.patch(`/api/events/${attack.id}`, 1, over)).status).toBe(200);
  await page.goto(`/events/${attack.ref}`);
  await page.locator('header [data-live="live"]').waitFor();
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Link with a threat' });
  await dialog
    .getByRole('combobox', { name: 'Threat that this incident carried out' })
    .fill('calls to storm');
  await page.getByRole('option', { name: /Calls to storm two embassies/ }).click();
  await expect(dialog).toContainText('Lead time: 3 d');
  const goesOn = dialog.getByRole('combobox', { name: /^Outcome: / });
  await expect(goesOn).toHaveCount(2);
  await goesOn.first().selectOption('realised');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(dialog.getByText('Give a reason.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The gate was stormed');
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByText(`${attack.ref} linked with ${threat.ref}`)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: threat.ref })).toBeVisible();
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
    targets: [{ outcome: 'realised' }, { outcome: null }],
    threat: { status: 'current', realisedBy: [attack.id] },
  });

  // What ended lately stays on the wall, in grey.
  await page.goto('/wall');
  await expect(page.getByRole('list', { name: 'Ended' })).toContainText('Attack ended');
});
