import type { Page } from '@playwright/test';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { incidentDraft, threatDraft } from '../../integration/api/support/drafts';
import { eventOf } from '../../integration/security/team';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { createBoardPage } from '../pages/board-page';
import { findLookIssues } from '../pages/look';

test.use({ seed: 'none', env: adminEnv });

/** The parts of a page that a selection adds. */
function createSelection(page: Page) {
  const bar = page.getByRole('region', { name: 'Selected records' });
  return {
    bar,
    count: bar.getByRole('status'),
    dialog: page.getByRole('dialog', { name: /^Change \d|record|Nothing/ }),
    box: (ref: string) => page.getByRole('checkbox', { name: `Select ${ref}` }),
  };
}

test('records are marked stricter by keyboard, disappear from a board with less clearance, and come back by undo', async ({
  page,
  openPage,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const ben = await createMember(server.url, ada, { name: 'Ben', role: 'analyst', clearance: 'green' });
  const log = async (title: string, more = {}) =>
    eventOf(await ada.api.post('/api/events', { ...incidentDraft(), title, tlp: 'clear', ...more }));
  const reports = [];
  for (const number of [1, 2, 3, 4])
    reports.push(await log(`Report ${number}`, { at: `2024-05-0${number}` }));
  const threat = eventOf(
    await ada.api.post('/api/events', { ...threatDraft(), title: 'Current threat', tlp: 'green' }),
  );
  const [first, second] = reports;
  if (!first || !second) throw new Error('The reports were logged');

  const bens = createBoardPage(await openPage());
  await setSession(bens.page, server.url, ben);
  await bens.open();
  await expect(bens.rows).toHaveCount(5);

  const board = createBoardPage(page);
  const selecting = createSelection(page);
  await setSession(page, server.url, ada);
  await board.open();
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await expect(board.rows).toHaveCount(5);

  // x and Shift with the arrows: the last row, and up to the third.
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await expect(board.title(/^Report|^Current/).last()).toBeFocused();
  await page.keyboard.press('x');
  await expect(selecting.count).toHaveText('1 record selected');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(selecting.count).toHaveText('3 records selected');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selecting.count).toHaveText('2 records selected');
  await page.keyboard.press('Escape');
  await expect(selecting.bar).toHaveCount(0);

  // Everything that matches, and what is current is left out.
  await page.keyboard.press('Control+a');
  await expect(selecting.count).toHaveText('5 records selected');
  await expect(selecting.box(threat.ref)).toBeChecked();
  expect(await findLookIssues(page)).toEqual([]);

  // A record that leaves the list leaves the selection.
  const removed = reports[3];
  if (!removed) throw new Error('The report was logged');
  await ada.api.remove(`/api/events/${removed.id}`, removed.version, { reason: 'Logged twice' });
  await expect(selecting.count).toContainText('4 records selected');
  await expect(selecting.count).toContainText('1 record left the list and is no longer selected.');

  await page.keyboard.press('b');
  const dialog = selecting.dialog;
  await dialog.getByRole('combobox', { name: 'What to change' }).selectOption('Marking');
  await dialog.getByRole('combobox', { name: 'New value' }).selectOption('TLP:CLEAR');
  await expect(dialog.getByRole('status')).toHaveText('None of the 4 records can be changed this way.');
  await expect(dialog).toContainText('1: A current threat: change it on its own.');
  await expect(dialog).toContainText('3: Already so: nothing to change.');
  await dialog.getByRole('combobox', { name: 'New value' }).selectOption('TLP:AMBER');
  await expect(dialog.getByRole('status')).toHaveText('4 of 4 records will be changed.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('From a partner');

  // Somebody else is faster with one of them.
  await ben.api.patch(`/api/events/${first.id}`, first.version, { summary: 'One more witness' });
  await expect(dialog.getByRole('status')).toHaveText('3 of 4 records will be changed.');
  expect(await findLookIssues(page, '[role=dialog]')).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Reason' }).press('Enter');
  await expect(page.getByRole('dialog', { name: '3 records changed' })).toBeVisible();
  await expect(bens.rows).toHaveCount(1);
  await expect(bens.title('Report 1')).toBeVisible();

  // The undo leaves alone what was changed after the change.
  const { body } = await ada.api.get(`/api/events/${second.id}`);
  const { version } = event.parse(body);
  await ada.api.patch(`/api/events/${second.id}`, version, { summary: 'The partner withdrew it' });
  await page.getByRole('button', { name: 'Undo' }).click();
  const undone = page.getByRole('dialog', { name: '2 records changed back' });
  await expect(undone).toContainText('Left alone');
  await undone.getByText(/^1:/).click();
  await expect(undone.getByRole('link', { name: second.ref })).toBeVisible();
  await expect(bens.rows).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(selecting.bar).toHaveCount(0);
  await expect(board.rows).toHaveCount(4);
});

test('a viewer selects nothing, and a mouse selects one row, a range and none', async ({
  page,
  openPage,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const eve = await createMember(server.url, ada, { name: 'Eve', role: 'viewer', clearance: 'amber' });
  const reports = [];
  for (const number of [1, 2, 3, 4]) {
    const draft = { ...incidentDraft(), title: `Report ${number}`, at: `2024-05-0${number}`, tlp: 'clear' };
    reports.push(eventOf(await ada.api.post('/api/events', draft)));
  }

  const eves = createBoardPage(await openPage());
  await setSession(eves.page, server.url, eve);
  await eves.open();
  await expect(eves.rows).toHaveCount(4);
  await eves.page.keyboard.press('j');
  await eves.page.keyboard.press('x');
  await expect(eves.feed.getByRole('checkbox')).toHaveCount(0);
  await expect(eves.page.getByRole('region', { name: 'Selected records' })).toHaveCount(0);
  await eves.page.keyboard.press('?');
  const help = eves.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('First or last row of the list');
  await expect(help).not.toContainText('Select');

  const board = createBoardPage(page);
  const selecting = createSelection(page);
  await setSession(page, server.url, ada);
  await board.open();
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  const rows = [...reports].reverse();
  const box = (index: number) => selecting.box(rows[index]?.ref ?? '');
  await page.getByRole('button', { name: 'List options' }).click();
  await page.getByRole('button', { name: 'Select records' }).click();
  await expect(selecting.count).toContainText('Nothing selected');
  await box(0).click();
  await expect(box(0)).toBeChecked();
  await expect(board.record).toHaveCount(0);
  await board.title(/^Report 2/).click({ modifiers: ['Shift'] });
  await expect(selecting.count).toHaveText('3 records selected');
  await box(1).click();
  await expect(selecting.count).toHaveText('2 records selected');
  await expect(box(1)).not.toBeChecked();
  await page.getByRole('button', { name: 'Select all 4 that match' }).click();
  await expect(selecting.count).toHaveText('4 records selected');
  await board.search.fill('Report 3');
  await expect(selecting.bar).toHaveCount(0);
});
