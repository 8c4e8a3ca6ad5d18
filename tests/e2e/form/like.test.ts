import { event as eventSchema } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

test('another record like one is logged from its page, from the panel and from the palette', async ({
  page,
  api,
}) => {
  const { body: actor } = await api.post('/api/actors', { name: 'Zarqa Front' });
  const answer = await api.post('/api/events', {
    kind: 'incident',
    title: 'Rockets at two missions',
    summary: 'Two rockets fell near the gate.',
    at: '2026-03-01T08:00:00Z',
    location: { country: 'AF', city: 'Kabul', place: 'Wazir Akbar Khan' },
    targets: [
      { country: 'RU', type: 'embassy', note: 'Main gate' },
      { country: 'PK', type: 'embassy' },
    ],
    actors: [{ actorId: eventSchema.shape.id.parse(Object(actor).id), role: 'claimed' }],
    sources: [{ publisher: 'Wire', title: 'Rockets', url: 'https://wire.example/1', reliability: 'B' }],
    incident: { phase: 'over', killed: { min: 2, max: 2 } },
  });
  const { ref } = eventSchema.parse(answer.body);
  const board = createBoardPage(page);
  const form = createEventForm(page);
  const says = page.getByRole('status').filter({ hasText: `From ${ref}:` });

  await page.goto(`/events/${ref}`);
  await expect(page.getByRole('button', { name: 'Log another like this' })).toBeVisible();
  await page.locator('header [data-live="live"]').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('l');
  await expect(form.title).toBeFocused();
  await expect(says).toHaveText(
    `From ${ref}: 2 targets, the place, the actor and the publisher Wire. Title, times, casualties and web address are empty.`,
  );
  await expect(form.targets).toHaveText([/Russia/, /Pakistan/]);
  await expect(form.title).toHaveValue('');
  await expect(form.when).toHaveValue('');
  await expect(form.summary).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Killed', exact: true })).toHaveValue('');
  await expect(page.getByRole('textbox', { name: 'Web address' })).toHaveValue('');
  await page.keyboard.type('More rockets');
  await form.save();
  await expect(page.getByText(/^INC-\d{4}-\d{4} logged$/)).toBeVisible();

  // After saving, the record is open on the board, and the same keys go on from it.
  await expect(board.record).toContainText('More rockets');
  const { searchParams } = new URL(page.url());
  const second = searchParams.get('event') ?? '';
  const saved = eventSchema.parse((await api.get(`/api/events/${second}`)).body);
  expect(saved).toMatchObject({
    location: { country: 'AF', city: 'Kabul', place: 'Wazir Akbar Khan' },
    targets: [
      { country: 'RU', type: 'embassy', note: null },
      { country: 'PK', type: 'embassy' },
    ],
    actors: [{ name: 'Zarqa Front', role: 'suspected' }],
    sources: [{ publisher: 'Wire', title: '', url: null, reliability: 'B', credibility: 6 }],
    incident: { killed: null },
  });
  await board.record.getByRole('button', { name: 'Log another like this' }).press('Enter');
  await expect(form.title).toBeFocused();
  await expect(page.getByText(`From ${second}:`)).toBeVisible();

  // The address leads to the same form again.
  await page.reload();
  await expect(form.title).toBeFocused();
  await expect(form.targets).toHaveText([/Russia/, /Pakistan/]);

  await page.goto(`/events/${ref}`);
  await page.locator('header [data-live="live"]').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or go to' }).fill('another like');
  await expect(page.getByRole('option', { name: `Log another like this: ${ref}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(form.title).toBeFocused();
  await expect(says).toBeVisible();
});
