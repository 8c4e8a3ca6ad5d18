import { expect, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';
import { createEventForm } from '../pages/event-form';

const applyToForm = 'Apply to the form';

test('an edit saves the changed fields with its reason', async ({ page, api }) => {
  const threat = await log(api, { ...threatDraft(), tags: ['road'], threat: { validUntil: '2099-01-01' } });
  const form = createEventForm(page);
  await form.edit(threat.ref);
  await expect(form.title).toHaveValue(threat.title);
  await form.title.press('Control+Enter');
  await expect(page.getByText('Nothing has been changed yet.')).toBeVisible();

  await form.title.fill('Vehicle bomb, now with a second caller');
  await page.getByRole('button', { name: 'Add a source' }).click();
  await page.getByRole('textbox', { name: 'Publisher' }).nth(1).fill('Tolo News');
  await page.getByRole('textbox', { name: 'Reason for the change' }).fill('A second call');
  await page.getByRole('button', { name: /^Save changes/ }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${threat.ref}$`));
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('Reason: A second call');
  await expect(history).toContainText('now with a second caller');
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
    version: 2,
    tags: ['road'],
    at: threat.at,
    sources: [{ id: threat.sources[0]?.id }, { publisher: 'Tolo News', reliability: 'F' }],
    threat: { validUntil: '2099-01-01' },
  });
});

test.describe('with a concurrent edit', () => {
  test.use({ expectedComplaints: /412/ });

  test('both versions are shown, and the chosen values are saved', async ({ page, api }) => {
    const threat = await log(api, threatDraft());
    const form = createEventForm(page);
    await form.edit(threat.ref);
    await form.title.fill('My title');
    await page.getByText('Minor', { exact: true }).click();
    await api.patch(`/api/events/${threat.id}`, 1, { title: 'Their title', summary: 'Their summary' });
    await form.save();

    await expect(form.conflict).toBeVisible();
    const title = form.conflict.getByRole('group', { name: 'Title' });
    await expect(title).toContainText(`Before: ${threat.title}`);
    await expect(title.getByRole('radio', { name: /Yours My title/ })).not.toBeChecked();
    await expect(title.getByRole('radio', { name: /Theirs Their title/ })).not.toBeChecked();
    await expect(
      form.conflict
        .getByRole('group', { name: 'Summary' })
        .getByRole('radio', { name: /Theirs Their summary/ }),
    ).toBeChecked();
    await expect(
      form.conflict.getByRole('group', { name: 'Severity' }).getByRole('radio', { name: /Yours Minor/ }),
    ).toBeChecked();

    const apply = form.conflict.getByRole('button', { name: 'Apply to the form' });
    await expect(apply).toBeDisabled();
    await title.getByRole('radio', { name: /Yours/ }).check();
    await apply.click();
    await expect(form.conflict).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(form.title).toHaveValue('My title');
    await expect(form.summary).toHaveValue('Their summary');
    await form.save();
    await expect(page).toHaveURL(new RegExp(`/events/${threat.ref}$`));
    expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
      version: 3,
      title: 'My title',
      summary: 'Their summary',
      severity: 'minor',
    });
  });

  test('a restored draft of an edit is compared with the current version', async ({ page, api }) => {
    const threat = await log(api, threatDraft());
    const form = createEventForm(page);
    await form.edit(threat.ref);
    await form.title.fill('My title');
    await expect(form.draftKept).toBeVisible();
    await api.patch(`/api/events/${threat.id}`, 1, { title: 'Their title' });
    await page.reload();
    await expect(form.restored).toBeVisible();
    await expect(form.title).toHaveValue('My title');
    await form.save();
    await expect(form.conflict).toContainText('Their title');
    await form.conflict.getByRole('radio', { name: /Theirs/ }).check();
    await form.conflict.getByRole('button', { name: 'Apply to the form' }).click();
    await expect(form.title).toHaveValue('Their title');
  });

  test('a time keeps its instant when the place is taken from the other edit', async ({ page, api }) => {
    const attack = await log(api, { ...attackDraft(), at: '2026-11-20T05:00:00Z' });
    const form = createEventForm(page);
    await form.edit(attack.ref);
    // Kabul: 07:30 UTC.
    await form.when.fill('2026-11-20 12:00');
    await api.patch(`/api/events/${attack.id}`, 1, {
      location: { country: 'RU', city: 'Moscow', timeZone: 'Europe/Moscow' },
    });
    await form.save();
    await form.conflict.getByRole('button', { name: 'Apply to the form' }).click();
    await expect(form.when).toHaveValue('2026-11-20 10:30');
    await form.save();
    await expect(page).toHaveURL(new RegExp(`/events/${attack.ref}$`));
    expect((await api.get(`/api/events/${attack.id}`)).body).toMatchObject({
      at: '2026-11-20T07:30:00.000Z',
      location: { city: 'Moscow' },
    });
  });
});

test('the form shows a concurrent save immediately, keeps typed text, and compares both versions', async ({
  page,
  api,
}) => {
  const threat = await log(api, threatDraft());
  const form = createEventForm(page);
  await form.edit(threat.ref);
  const notice = page.getByRole('status').filter({ hasText: 'saved this record' });
  await api.patch(`/api/events/${threat.id}`, 1, { summary: 'Their summary' });
  await expect(notice).toContainText('Local analyst saved this record');
  await notice.getByRole('button', { name: 'Show the new version' }).click();
  await expect(form.summary).toHaveValue('Their summary');
  await expect(notice).toHaveCount(0);

  await form.title.fill('My title');
  await api.patch(`/api/events/${threat.id}`, 2, { title: 'Their title', severity: 'minor' });
  await expect(notice).toContainText('What you typed is kept.');
  await expect(form.title).toHaveValue('My title');
  await notice.getByRole('button', { name: 'Show both versions' }).click();
  await expect(form.conflict.getByRole('group', { name: 'Title' })).toContainText('Their title');
  await form.conflict.getByRole('radio', { name: /Yours My title/ }).check();
  await form.conflict.getByRole('button', { name: applyToForm }).click();
  await expect(notice).toHaveCount(0);
  await expect(form.title).toHaveValue('My title');

  await api.remove(`/api/events/${threat.id}`, 3, { reason: 'Logged twice' });
  await expect(page.getByRole('status').filter({ hasText: 'This record was deleted' })).toBeVisible();
  await api.post(`/api/events/${threat.id}/restore`, { reason: 'Not twice' });
  await expect(notice).toContainText('Local analyst saved this record');
  await notice.getByRole('button', { name: 'Show both versions' }).click();
  await form.conflict.getByRole('button', { name: applyToForm }).click();
  await form.save();
  await expect(page).toHaveURL(new RegExp(`/events/${threat.ref}$`));
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
    version: 6,
    title: 'My title',
    summary: 'Their summary',
    severity: 'minor',
  });
});
