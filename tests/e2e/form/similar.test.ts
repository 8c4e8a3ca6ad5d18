import { event as eventSchema } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { incidentDraft } from '../../integration/api/support/drafts';
import { createEventForm } from '../pages/event-form';

test('a repeated report is found while typing: its source goes to the record that is there, and can be undone', async ({
  page,
  api,
}) => {
  const at = new Date().toISOString();
  const log = async (changes: Parameters<typeof incidentDraft>[0]) =>
    eventSchema.parse((await api.post('/api/events', incidentDraft({ at, ...changes }))).body);
  const known = await log({
    title: 'Gunmen storm the Zarnegar compound',
    sources: [{ publisher: 'Wire', title: 'Storm', url: 'https://wire.example/77' }],
  });
  const other = await log({
    title: 'Armed men near the Zarnegar compound',
    targets: [{ country: 'PK', type: 'consulate' }],
  });
  const form = createEventForm(page);
  await form.open('incident');
  await form.title.fill('Zarnegar compound stormed by armed men');
  await form.publisher.fill('Daily');
  const panel = page.getByRole('region', { name: 'Similar records' });
  const item = (ref: string) => panel.getByRole('listitem').filter({ hasText: ref });
  await expect(item(known.ref)).toContainText('similar text');
  await expect(page.getByRole('status').filter({ hasText: /similar records? found/ })).toBeAttached();
  await expect(item(known.ref).getByRole('link', { name: 'Open in a new tab' })).toHaveAttribute(
    'href',
    `/events/${known.ref}`,
  );

  // By keyboard: what is not the same goes away, and the focus stays in the list.
  await item(other.ref).getByRole('button', { name: 'Log anyway' }).focus();
  await page.keyboard.press('Enter');
  await expect(item(other.ref)).toHaveCount(0);
  await expect(panel.getByRole('heading', { name: 'Similar records' })).toBeFocused();
  await expect(item(known.ref).getByRole('button', { name: 'Add my source to it instead' })).toHaveAttribute(
    'aria-keyshortcuts',
    /Control\+Shift\+Enter/,
  );
  await page.keyboard.press('Control+Shift+Enter');

  const notice = page.getByText(`Source added to ${known.ref}.`);
  await expect(notice).toBeVisible();
  const sources = async () =>
    eventSchema
      .parse((await api.get(`/api/events/${known.id}`)).body)
      .sources.map(({ publisher }) => publisher);
  expect(await sources()).toEqual(['Wire', 'Daily']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`The source was removed from ${known.ref} again`)).toBeVisible();
  expect(await sources()).toEqual(['Wire']);

  await form.open('incident');
  await expect(form.restored).toBeVisible();
  await expect(form.title).toHaveValue('Zarnegar compound stormed by armed men');
});
