import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { expect, readOnlyTest, test } from '../../fixtures';
import { createEventForm } from '../pages/event-form';

// The list that is not fetched.
test.use({ expectedComplaints: /ERR_FAILED .*\/api\/places/ });

test('a text that is left in a picker is taken where it means one, and else named before anything is saved', async ({
  page,
  api,
}) => {
  const form = createEventForm(page);
  await form.open('threat');
  await page.keyboard.type('russia kabul');
  await page.keyboard.press('Tab');
  await expect(form.targets).toHaveText([/Embassy — Russia, Kabul/]);
  await expect(form.picker).toHaveValue('');

  await form.picker.fill('embassy kabul');
  await page.keyboard.press('Tab');
  await expect(page.getByText('“embassy kabul” was typed but not chosen')).toBeVisible();
  const actors = page.getByRole('combobox', { name: 'Who threatens' });
  await actors.fill('iskp');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('list', { name: 'Actors' })).toContainText('Islamic State Khorasan Province');
  await actors.fill('Sons of the Valley');
  await page.keyboard.press('Tab');
  await form.title.fill('Kept until it is settled');
  await form.save();
  await expect(form.errors).toContainText('“embassy kabul” was typed but not chosen');
  await expect(form.errors).toContainText('“Sons of the Valley” was typed but not chosen');
  await expect(form.picker).toBeFocused();

  // A draft has it too.
  await expect(form.draftKept).toBeVisible();
  await page.reload();
  await expect(form.restored).toBeVisible();
  await expect(form.picker).toHaveValue('embassy kabul');
  await form.picker.fill('');
  // Not Escape: where no list is open it asks whether to leave the form.
  await page.keyboard.press('Tab');
  await actors.click();
  await page.getByRole('option', { name: /as a new actor$/ }).click();
  await form.save();
  await expect(form.errors).toContainText('“Sons of the Valley” is not added yet');
  await page.getByRole('button', { name: 'Add actor' }).click();
  await expect(page.getByRole('list', { name: 'Actors' })).toContainText('Sons of the Valley');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=settled')).body).toMatchObject({
    items: [{ actors: [{}, { name: 'Sons of the Valley' }], targets: [{ country: 'RU', type: 'embassy' }] }],
  });
});

test('what was typed for another target becomes its country or its note', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.pick('chinese engineers', 'Another target…');
  await expect(page.getByRole('textbox', { name: 'Note on this target' })).toHaveValue('chinese engineers');
  const country = page.getByRole('combobox', { name: 'Targeted country' });
  await expect(country).toBeFocused();
  await page.keyboard.type('nowhereland');
  await page.keyboard.press('Tab');
  await form.title.fill('Engineers named');
  await form.save();
  await expect(form.errors).toContainText('“nowhereland” was typed but not chosen');
  await country.fill('китай');
  await page.keyboard.press('Tab');
  await expect(country).toHaveValue('China');
  await page.getByRole('combobox', { name: 'Target type' }).selectOption('Business');
  await expect(page.getByText('Only diplomatic targets are listed as under threat')).toBeVisible();
  await page.getByRole('combobox', { name: 'Country where it is' }).fill('pakistan');
  await page.keyboard.press('Tab');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=engineers')).body).toMatchObject({
    items: [
      {
        location: { country: 'PK' },
        targets: [{ country: 'CN', type: 'business', note: 'chinese engineers' }],
      },
    ],
  });
});

test('a city is kept while the server is away, and its point never passes for that of a street', async ({
  page,
  api,
}) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.pick('india kabul', /Embassy — India, Kabul/);
  await form.title.fill('Convoy named on the radio');
  await form.unfold('Place');
  const city = page.getByRole('combobox', { name: 'City' });
  const street = page.getByRole('textbox', { name: 'Exact place' });

  await page.route(/\/api\/places\?/, (route) => route.abort());
  await city.fill('Jalalabad');
  await page.keyboard.press('Tab');
  await expect(form.section('Place').locator('summary')).toContainText('Jalalabad, Afghanistan');
  await expect(city).toHaveValue('Jalalabad');
  // Nor is it lost where it is saved before the field is left.
  await city.fill('Qandil camp');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  const [{ id } = { id: '' }] = await found();
  expect(await found()).toMatchObject([{ location: { city: 'Qandil camp', lat: null, precision: 'city' } }]);

  await page.unroute(/\/api\/places\?/);
  await form.edit(id);
  await form.unfold('Place');
  await city.fill('Jalalabad');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Latitude' })).toHaveValue(/^34\.4/);
  await street.fill('Angur Bagh road');
  await form.save();
  // Not the address of the form, which begins alike.
  await expect(page).toHaveURL(/\/events\/THR-[\d-]+$/);
  expect(await found()).toMatchObject([
    { location: { city: expect.stringMatching(/^Jal.l.b.d$/), place: 'Angur Bagh road', precision: 'city' } },
  ]);

  async function found() {
    const { body } = await api.get('/api/events?q=convoy');
    return z.object({ items: z.array(event) }).parse(body).items;
  }
});

readOnlyTest('choosing “over” inserts no field into the way of the keyboard', async ({ page }) => {
  const form = createEventForm(page);
  await form.open('incident');
  await expect(page.getByRole('textbox', { name: 'Ended' })).toBeVisible();
  await form.tabTo(page.getByRole('radio', { name: 'Phase unknown' }));
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Over' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Killed', exact: true })).toBeFocused();
});
