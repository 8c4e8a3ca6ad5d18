import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { expect, readOnlyTest, test } from '../../fixtures';
import { createEventForm } from '../pages/event-form';

// The list of places that is aborted.
test.use({ expectedComplaints: /ERR_FAILED .*\/api\/places/ });

test('text left in a picker is selected if it is unambiguous, and otherwise reported before saving', async ({
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
  await form.title.fill('Unsettled');
  await form.save();
  await expect(form.errors).toContainText('“embassy kabul” was typed but not chosen');
  await expect(form.errors).toContainText('“Sons of the Valley” was typed but not chosen');
  await expect(form.picker).toBeFocused();

  // The draft contains the text too.
  await expect(form.draftKept).toBeVisible();
  await page.reload();
  await expect(form.restored).toBeVisible();
  await expect(form.picker).toHaveValue('embassy kabul');
  await form.picker.fill('');
  // Not Escape, which asks to leave the form when no list is open.
  await page.keyboard.press('Tab');
  await actors.click();
  await page.getByRole('option', { name: /as a new actor$/ }).click();
  await form.save();
  await expect(form.errors).toContainText('“Sons of the Valley” is not added yet');
  await page.getByRole('button', { name: 'Add actor' }).click();
  await expect(page.getByRole('list', { name: 'Actors' })).toContainText('Sons of the Valley');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=unsettled')).body).toMatchObject({
    items: [{ actors: [{}, { name: 'Sons of the Valley' }], targets: [{ country: 'RU', type: 'embassy' }] }],
  });
});

test('text typed for another target becomes its country or its note', async ({ page, api }) => {
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
  await form.country.fill('pakistan');
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

test('a city is saved without the server’s list, and its coordinates never count as a street’s', async ({
  page,
  api,
}) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Convoy named on the radio', 'India');
  await form.unfold('Place');

  await page.route(/\/api\/places\?/, (route) => route.abort());
  await form.city.fill('Jalalabad');
  await page.keyboard.press('Tab');
  await expect(form.section('Place').locator('summary')).toContainText('Jalalabad, Afghanistan');
  await expect(form.city).toHaveValue('Jalalabad');
  // The city is also saved while its field has the focus.
  await form.city.fill('Qandil camp');
  await form.save();
  await expect(page).toHaveURL(/event=THR/);
  const [{ id } = { id: '' }] = await found();
  expect(await found()).toMatchObject([{ location: { city: 'Qandil camp', lat: null, precision: 'city' } }]);

  await page.unroute(/\/api\/places\?/);
  await form.edit(id);
  await form.unfold('Place');
  await form.city.fill('Jalalabad');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Latitude' })).toHaveValue(/^34\.4/);
  await form.exactPlace.fill('Angur Bagh road');
  await form.save();
  // Not the URL of the form, which starts the same way.
  await expect(page).toHaveURL(/\/events\/THR-[\d-]+$/);
  expect(await found()).toMatchObject([
    { location: { city: expect.stringMatching(/^Jal.l.b.d$/), place: 'Angur Bagh road', precision: 'city' } },
  ]);

  async function found() {
    const { body } = await api.get('/api/events?q=convoy');
    return z.object({ items: z.array(event) }).parse(body).items;
  }
});

readOnlyTest('choosing “over” adds no field to the tab order', async ({ page }) => {
  const form = createEventForm(page);
  await form.open('incident');
  await expect(page.getByRole('textbox', { name: 'Ended' })).toBeVisible();
  await form.tabTo(page.getByRole('radio', { name: 'Phase unknown' }));
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Over' })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Killed', exact: true })).toBeFocused();
});
