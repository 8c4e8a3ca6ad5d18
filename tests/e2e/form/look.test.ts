import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';
import { createEventForm } from '../pages/event-form';
import { findLookIssues } from '../pages/look';

test('forms, a record and its dialogs have no accessibility violations in any theme and width', async ({
  openPage,
  api,
}) => {
  const threat = await log(api, threatDraft());
  const page = await openPage({ reducedMotion: 'reduce' });
  const form = createEventForm(page);

  for (const kind of ['threat', 'incident'] as const) {
    await form.open(kind);
    await form.save();
    await expect(form.errors).toBeVisible();
    await form.pick('russia kabul', /Embassy — Russia, Kabul/);
    for (const fold of await page.locator('summary').all()) await fold.click();
    expect(await findLookIssues(page), kind).toEqual([]);
  }
  await form.picker.fill('kabul');
  await expect(page.getByRole('option').first()).toBeVisible();
  // Only the list, because the rest of the page is hidden from assistive technology while it is open.
  expect(await findLookIssues(page, '[role="listbox"]'), 'an open list').toEqual([]);
  await expect(page.getByRole('option').first()).toBeVisible();

  await page.goto(`/events/${threat.ref}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await findLookIssues(page), 'the record').toEqual([]);
  await page.getByRole('button', { name: 'Close threat' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findLookIssues(page), 'a dialog').toEqual([]);
});

test('the form, its errors and the record are translated to every language', async ({
  openPage,
  api,
  server,
}) => {
  const threat = await log(api, threatDraft());
  await api.patch(`/api/events/${threat.id}`, 1, { severity: 'minor', reason: 'X' });
  for (const [locale, { heading, save, error, edit, history }] of Object.entries({
    en: {
      heading: 'Log a threat',
      save: /^Log threat/,
      error: 'Choose at least one target.',
      edit: /^Edit THR/,
      history: 'History',
    },
    tr: {
      heading: 'Tehdit kaydet',
      save: /^Tehdidi kaydet/,
      error: 'En az bir hedef seçin.',
      edit: /kaydını düzenle$/,
      history: 'Geçmiş',
    },
    ru: {
      heading: 'Новая угроза',
      save: /^Зарегистрировать угрозу/,
      error: 'Выберите хотя бы одну цель.',
      edit: /^Изменить THR/,
      history: 'История',
    },
  })) {
    const page = await openPage();
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    await page.goto('/events/new/threat');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    for (const fold of await page.locator('summary').all()) await fold.click();
    await page.getByRole('button', { name: save }).click();
    await expect(page.getByText(error).first()).toBeVisible();
    // A missing message is shown as its key, such as "form.targets.hint", and logs a console error.
    await expect(page.getByRole('main'), locale).not.toContainText(/\b(form|event|words|common)\.\w+/);

    await page.goto(`/events/${threat.ref}/edit`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(edit);
    await page.goto(`/events/${threat.ref}`);
    await expect(page.getByRole('region', { name: history })).toBeVisible();
    await expect(page.getByRole('main'), locale).not.toContainText(/\b(form|event|words|common)\.\w+/);
  }
});
