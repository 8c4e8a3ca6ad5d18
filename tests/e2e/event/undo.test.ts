import type { Page } from '@playwright/test';
import type { Event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

/** A notice is a dialog too. */
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

async function deleteOnPage(page: Page, { ref }: Event): Promise<void> {
  await page.goto(`/events/${ref}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = dialogOf(page, `Delete ${ref}?`);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Logged twice');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/$/);
}

test('a deletion is undone from its notice on any page, on every board', async ({ page, openPage, api }) => {
  const threat = await log(api, threatDraft());
  const other = createBoardPage(await openPage());
  await other.open();
  await expect(other.row(threat.title)).toBeVisible();
  await deleteOnPage(page, threat);
  await expect(other.row(threat.title)).toHaveCount(0);

  const notice = page.getByRole('region', { name: 'Notifications' });
  await expect(notice).toContainText(`${threat.ref} deleted`);
  await page.goto('/events/new/threat');
  await expect(notice).toContainText(`${threat.ref} deleted`);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(notice).toContainText(`${threat.ref} restored`);
  await expect(notice).not.toContainText('deleted');
  await expect(other.row(threat.title)).toBeVisible();
  await expect(other.entryOf('Russia').filter({ visible: true }).first()).toBeVisible();
  await page.goto(`/events/${threat.ref}`);
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveText([
    /Restored.*Deletion undone/,
    /Deleted.*Logged twice/,
    /Logged/,
  ]);
  await expect(page.getByText(`${threat.ref} deleted`)).toHaveCount(0);
});

test('deleted records are listed with author and reason, can be read, and are restored', async ({
  page,
  api,
}) => {
  const [first, second] = [await log(api, threatDraft()), await log(api, threatDraft({ title: 'A letter' }))];
  for (const { id } of [first, second]) await api.remove(`/api/events/${id}`, 1, { reason: `Test of ${id}` });
  await page.goto('/');
  await page.getByRole('button', { name: 'No accounts yet' }).click();
  await page.getByRole('link', { name: 'Deleted records' }).click();
  const rows = page.getByRole('list', { name: 'Deleted records' }).getByRole('listitem');
  await expect(rows).toContainText([second.title, first.title]);
  await expect(rows.first()).toContainText('Deleted by Local analyst');
  await expect(rows.first()).toContainText(`Test of ${second.id}`);

  await page.goto('/admin/audit?type=all');
  const entry = page.getByRole('listitem').filter({ hasText: 'Deleted' }).first();
  await entry.getByRole('link', { name: second.ref }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A letter');
  await page.getByRole('button', { name: `Restore ${second.ref}` }).click();
  const dialog = dialogOf(page, `Restore ${second.ref}?`);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog).toContainText('Give a reason.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Two letters');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/events/${second.ref}$`));
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Two letters');
  expect((await api.get(`/api/events/${second.id}`)).body).toMatchObject({ version: 3 });
  await page.goto(`/deleted/${second.ref}`);
  await expect(page).toHaveURL(new RegExp(`/events/${second.ref}$`));
});
