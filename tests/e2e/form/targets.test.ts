import { expect, readOnlyTest, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

readOnlyTest(
  'missions are found by metropolitan city and full country name, embassies first',
  async ({ page }) => {
    const form = createEventForm(page);
    await form.open('threat');
    await form.picker.fill('uk moscow');
    await expect(form.firstOption).toContainText(/Embassy — United Kingdom, Arbat District.*Moscow, Russia/);
    await page.keyboard.press('Enter');
    await expect(form.targets).toHaveText([/Embassy — United Kingdom, Arbat District.*Moscow, Russia/]);
    await expect(form.section('Place')).toContainText('Moscow, Russia');

    await form.picker.fill('istanbul');
    const missions = page.getByRole('group', { name: 'Missions' }).getByRole('option', { disabled: false });
    await expect(missions.filter({ hasText: 'Istanbul' }).first()).toBeVisible();
    const names = await missions.locator('.flex-wrap').allTextContents();
    const consulates = names.filter((name) => name.startsWith('Consulate general'));
    expect(consulates.length).toBeGreaterThan(10);
    expect(consulates).toEqual([...consulates].sort((a, b) => a.localeCompare(b, 'en')));
    expect(names.findLastIndex((name) => name.startsWith('Embassy'))).toBeLessThan(
      names.findIndex((name) => name.startsWith('Consulate')),
    );
  },
);

test('a search for a country offers the country only and all its missions first', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.picker.fill('china');
  const options = page.getByRole('option', { disabled: false });
  await expect(options.nth(0)).toContainText('China — country only');
  await expect(options.nth(1)).toContainText(/All missions — China.*choose the host country next/);
  await page.keyboard.press('Enter');
  await expect(form.targets).toHaveText([/China — country only/]);
  await expect(form.preview).toContainText('Country only');
  await form.title.fill('Statement against Chinese interests');
  await form.save();
  await expect(form.country).toBeFocused();
  await page.keyboard.type('pakistan');
  // A click while the list is still being filtered can miss its option.
  await expect(page.getByRole('option')).toHaveText(['Pakistan']);
  await page.getByRole('option', { name: 'Pakistan' }).click();
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  const countryOnly = { country: 'CN', type: 'diplomat', missionId: null, visitId: null };
  expect((await api.get('/api/events?q=interests')).body).toMatchObject({
    items: [{ targets: [countryOnly] }],
  });
  const board = createBoardPage(page);
  await expect(board.record).toContainText('China — country only');
  await expect(board.row(/Chinese interests/)).toContainText('Country only');
  const card = board.entryOf('Pakistan, no mission named').filter({ visible: true });
  await expect(card).toContainText('China');
  for (const part of [board.record, board.row(/Chinese interests/), card]) {
    await expect(part).not.toContainText('Diplomat');
  }

  await form.open('threat');
  await form.pick('china', /^All missions — China/);
  await expect(form.country).toBeFocused();
  await page.keyboard.type('afgh');
  await page.getByRole('option', { name: 'Afghanistan' }).click();
  await expect(form.targets).toHaveText([/All missions — China, Afghanistan/]);
  await page.getByRole('button', { name: 'Remove All missions — China, Afghanistan' }).click();

  await form.open('threat');
  await page.getByRole('button', { name: 'Discard' }).click();
  await form.pick('china afghanistan', 'All missions — China, Afghanistan');
  await form.title.fill('Call to attack all Chinese missions');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=call+attack')).body).toMatchObject({
    items: [
      {
        location: { country: 'AF', city: null, precision: 'country' },
        targets: [{ country: 'CN', type: 'all-missions', missionId: null }],
      },
    ],
  });
});

test('a mission missing from the register is added from the form', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.picker.fill('american consulate general karachi');
  const lacking = page.getByRole('group', { name: 'The register has no such mission' });
  await lacking.getByRole('option', { name: 'Add a mission to the register…' }).click();
  const adder = page.getByRole('group', { name: 'New mission in the register' });
  await expect(adder.getByRole('combobox', { name: 'Sending country' })).toHaveValue('United States');
  await expect(adder.getByRole('combobox', { name: 'Host country' })).toHaveValue('Pakistan');
  await expect(adder.getByRole('textbox', { name: 'City' })).toHaveValue('Karachi');
  await form.title.fill('Call to march on the consulate');
  await form.save();
  await expect(form.errors).toContainText(
    'The mission for “american consulate general karachi” is not added',
  );
  await adder.getByRole('button', { name: 'Add mission' }).click();
  await expect(form.targets).toHaveText([/Consulate general — United States, Karachi/]);
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=march')).body).toMatchObject({
    items: [
      {
        location: { country: 'PK', city: 'Karachi', lat: null, precision: 'city' },
        targets: [
          { country: 'US', type: 'consulate', mission: { type: 'consulate-general', city: 'Karachi' } },
        ],
      },
    ],
  });
});

test('a cancelled new mission leaves no text for the next one', async ({ page }) => {
  const form = createEventForm(page);
  await form.open('threat');
  const adder = page.getByRole('group', { name: 'New mission in the register' });
  const open = async () => {
    await form.picker.fill('legation');
    await page.getByRole('option', { name: 'Add a mission to the register…' }).click();
    await expect(adder.getByRole('combobox', { name: 'Sending country' })).toBeFocused();
  };
  await open();
  for (const name of ['Sending country', 'Host country']) {
    await adder.getByRole('combobox', { name }).fill('nowhereland');
    await page.keyboard.press('Tab');
  }
  await adder.getByRole('button', { name: 'Cancel' }).click();
  await expect(adder).toBeHidden();
  await open();
  await expect(adder.getByRole('combobox', { name: 'Sending country' })).toHaveValue('');
  await expect(adder.getByRole('combobox', { name: 'Host country' })).toHaveValue('');
});
