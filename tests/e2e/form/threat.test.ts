import { expect, readOnlyTest, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

test('a threat is logged with the keyboard only, from the board and back to it', async ({ page }) => {
  const board = createBoardPage(page);
  const form = createEventForm(page);
  const { keyboard } = page;
  await board.open();

  await keyboard.press('n');
  await keyboard.press('t');
  await expect(page).toHaveURL(/\/events\/new\/threat$/);
  await expect(form.picker).toBeFocused();

  await keyboard.type('russia kabul');
  await expect(form.firstOption).toContainText(/Embassy — Russia, Kabul.*Status unknown/);
  await keyboard.press('Enter');
  await expect(form.targets).toHaveText([/Embassy — Russia, Kabul/]);
  await expect(form.picker).toBeFocused();
  await keyboard.type('pakistan kabul');
  await expect(form.firstOption).toContainText('Embassy — Pakistan, Kabul');
  await keyboard.press('Enter');
  await expect(form.targets).toHaveCount(2);

  await form.tabTo(form.title);
  await keyboard.type('Vehicle bomb said to be prepared');
  await form.tabTo(form.summary);
  await keyboard.type('A caller named the embassy road.');
  await form.tabTo(page.getByRole('radio', { name: 'Extreme' }));
  await keyboard.press('Space');
  await form.tabTo(page.getByRole('radio', { name: 'Now' }));
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Within the hour' })).toBeChecked();

  await form.tabTo(page.getByRole('combobox', { name: 'Who threatens' }));
  await keyboard.type('isis-k');
  await expect(form.firstOption).toContainText('Islamic State Khorasan Province');
  await keyboard.press('Enter');
  await form.tabTo(form.publisher);
  await keyboard.type('Tolo News');
  await form.tabTo(page.getByRole('combobox', { name: 'Reliability of the source' }));
  await keyboard.press('B');

  await expect(form.preview).toContainText('Vehicle bomb said to be prepared');
  await expect(form.preview).toContainText('Kabul, Afghanistan');
  await expect(form.preview).toContainText('B6');
  await keyboard.press('Control+Enter');

  await expect(page).toHaveURL(/\/\?event=THR-\d{4}-0001$/);
  await expect(page.getByText(/^THR-\d{4}-0001 logged$/)).toBeVisible();
  await expect(board.record.getByRole('heading', { name: 'Vehicle bomb said to be prepared' })).toBeVisible();
  await expect(board.record).toContainText('Embassy — Pakistan, Kabul');
  await expect(board.record).toContainText('Islamic State Khorasan Province');
  await expect(board.record).toContainText('Usually reliable');
  await expect(board.entryOf('Russia')).toContainText('Extreme');
});

test('a threat logged through the form appears on another open board', async ({ page, openPage }) => {
  const otherBoard = createBoardPage(await openPage());
  await otherBoard.open();
  await expect(otherBoard.heading).toHaveText(/^3 missions/);

  const form = createEventForm(page);
  await form.open('threat');
  await form.pick('turkey kabul', /Embassy — Türkiye, Kabul/);
  await form.title.fill('Calls to storm the Turkish embassy');
  await page.getByText('Severe', { exact: true }).click();
  await page.getByRole('button', { name: /^Log threat/ }).click();
  await expect(page).toHaveURL(/event=THR/);

  await expect(otherBoard.heading).toHaveText(/^4 missions/);
  await expect(otherBoard.entryOf('Türkiye')).toContainText('Embassy, Kabul');
});

readOnlyTest(
  'Enter never selects an option of an earlier query while options are loading',
  async ({ page }) => {
    const form = createEventForm(page);
    await form.open('threat');
    let release = () => {};
    const isPaused = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/api\/missions\?.*kabul/, async (route) => {
      await isPaused;
      await route.continue();
    });
    await page.keyboard.type('russia');
    await expect(form.firstOption).toContainText('Russia');
    await page.keyboard.type(' kabul');
    await page.keyboard.press('Enter');
    await expect(form.picker).toHaveValue('russia kabul');
    await expect(form.targets).toHaveCount(0);

    release();
    await expect(form.firstOption).toContainText('Embassy — Russia, Kabul');
    await page.keyboard.press('Enter');
    await expect(form.targets).toHaveText([/Embassy — Russia, Kabul/]);
  },
);

readOnlyTest(
  'place, time zone and hints follow the mission, and an end in the past is pointed out',
  async ({ page }) => {
    const form = createEventForm(page);
    await form.open('threat');
    await expect(form.section('Place')).toContainText('Taken from the mission');
    await form.pick('iran kabul', /Embassy — Iran, Kabul/);
    await expect(form.section('Place')).toContainText('Kabul, Afghanistan');
    await form.unfold('Time and review');
    const section = form.section('Time and review');
    const at = page.getByRole('textbox', { name: 'Made known' });
    await at.fill('1050 5.9.2022');
    await expect(section).toContainText('5 September 2022, 10:50 Kabul (UTC+4:30), 06:20 UTC');
    await expect(section).toContainText('In 7 days');
    const until = page.getByRole('textbox', { name: 'Valid until' });
    await until.fill('5 Sep 2022');
    await expect(section).toContainText('This time has passed: the threat will lapse when it is saved.');
    await page.getByText('Extreme', { exact: true }).click();
    await expect(section).toContainText('In 24 hours');
    await expect(section).toContainText('stays on the board as expired until somebody decides');
    const tomorrow = new Date(Date.now() + 86_400_000);
    await until.fill(`${tomorrow.getUTCDate()}.${tomorrow.getUTCMonth() + 1}`);
    await expect(section).toContainText(`${tomorrow.getUTCFullYear()}`);
    await expect(section).not.toContainText('This time has passed');
    await expect(section).toContainText('until the end of that day in UTC');

    await form.unfold('Place');
    await form.country.fill('paki');
    await page.getByRole('option', { name: 'Pakistan' }).click();
    await expect(section).toContainText('10:50 Karachi (UTC+5), 05:50 UTC');
  },
);

test('a target of a country only requires a place', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.picker.click();
  await page.getByRole('option', { name: 'Another target…' }).click();
  const targeted = page.getByRole('combobox', { name: 'Targeted country' });
  await expect(targeted).toBeFocused();
  await page.keyboard.type('швей');
  await page.getByRole('option', { name: 'Switzerland' }).click();
  await page.getByRole('combobox', { name: 'Target type' }).selectOption('Diplomat or country only');
  await form.title.fill('Letter to a Swiss diplomat');
  await expect(form.preview).toContainText('Letter to a Swiss diplomat');
  await expect(form.preview.getByText('Switzerland')).toHaveCount(1);
  await form.save();
  await expect(form.errors).toContainText('Choose a country.');
  await expect(form.country).toBeFocused();

  await form.city.fill('Islamab');
  await page.getByRole('option', { name: /^Islamabad/ }).click();
  await expect(page.getByText('GeoNames')).toBeVisible();
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  const { body } = await api.get('/api/events?targeted=CH');
  expect(body).toMatchObject({
    items: [
      {
        location: { country: 'PK', city: 'Islamabad', precision: 'city', timeZone: 'Asia/Karachi' },
        targets: [{ country: 'CH', type: 'diplomat', missionId: null }],
      },
    ],
  });
});

test('a city missing from the gazetteer is saved as typed', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Convoy named on the radio', 'India');
  await form.unfold('Place');
  await form.city.fill('Qandil camp');
  await expect(page.getByRole('option', { name: /Qandil camp/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(form.city).toHaveValue('Qandil camp');
  await form.city.fill('Qandil west');
  // The rest of the page has no roles while a list is open.
  await page.getByText('Log a threat', { exact: true }).click();
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(form.city).toHaveValue('Qandil west');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?kind=threat&q=convoy')).body).toMatchObject({
    items: [{ location: { country: 'AF', city: 'Qandil west', lat: null } }],
  });
});

test('an unknown actor is added from the form', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Statement of a new group', 'India');
  await page.getByRole('combobox', { name: 'Who threatens' }).fill('Sons of the Mountain');
  await page.getByRole('option', { name: 'Add “Sons of the Mountain” as a new actor' }).click();
  await page.getByRole('combobox', { name: 'Type', exact: true }).selectOption('Armed group');
  await page.getByRole('button', { name: 'Add actor' }).click();
  await expect(page.getByRole('list', { name: 'Actors' })).toContainText('Sons of the Mountain');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/actors?q=mountain')).body).toMatchObject({
    items: [{ name: 'Sons of the Mountain', type: 'armed-group' }],
  });
  expect((await api.get('/api/events?kind=threat&q=statement')).body).toMatchObject({
    items: [{ actors: [{ name: 'Sons of the Mountain', role: 'threatened' }] }],
  });
});

readOnlyTest('removing targets and sources keeps the keyboard focus', async ({ page }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.pick('china kabul', /Embassy — China, Kabul/);
  await form.pick('iran kabul', /Embassy — Iran, Kabul/);
  await page.getByRole('button', { name: 'Remove Embassy — China, Kabul' }).click();
  await expect(page.getByRole('button', { name: 'Remove Embassy — Iran, Kabul' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.picker).toBeFocused();
  await expect(form.section('Place')).toContainText('Taken from the mission');

  await page.getByRole('button', { name: 'Add a source' }).click();
  await expect(page.getByRole('textbox', { name: 'Publisher' }).nth(1)).toBeFocused();
  await page.getByRole('button', { name: 'Remove Source 2' }).click();
  await expect(page.getByRole('button', { name: 'Add a source' })).toBeFocused();
});
