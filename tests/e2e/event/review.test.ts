import { expect, test } from '../../fixtures';
import { incidentDraft, threatDraft } from '../../integration/api/support/drafts';
import { eventOf } from '../../integration/security/team';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { createBoardPage } from '../pages/board-page';
import { findLookIssues, findViolations } from '../pages/look';

test.use({
  seed: 'none',
  env: adminEnv,
  // A record that was removed is asked for, to tell what became of it.
  expectedComplaints: /status of 404 .*\/api\/events\//,
});

test('two people work through the review queue by keyboard', async ({ page, openPage, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const ben = await createMember(server.url, ada, { name: 'Ben', role: 'analyst', clearance: 'amber' });
  const log = async (title: string, more = {}) =>
    eventOf(await ben.api.post('/api/events', { ...threatDraft(), title, severity: 'severe', ...more }));
  const [ended, lowered, deleted] = [
    await log('Ended'),
    await log('Lowered', { threat: { validUntil: '2099-01-01' } }),
    await log('Deleted'),
  ];
  const two = [
    { country: 'RU', type: 'embassy' },
    { country: 'CN', type: 'embassy' },
  ];
  const expired = await log('Expired', { targets: two, threat: { validUntil: '2020-01-01' } });
  const overdue = await log('Overdue', { threat: { reviewBy: '2020-01-01' } });
  await ben.api.patch(`/api/events/${ended.id}`, 1, { threat: { status: 'foiled' } });
  await ben.api.patch(`/api/events/${lowered.id}`, 1, { severity: 'minor' });
  await ben.api.remove(`/api/events/${deleted.id}`, 1, { reason: 'Logged twice' });

  // The author sees their own changes, and cannot confirm them.
  const bens = await openPage();
  await setSession(bens, server.url, ben);
  await bens.goto('/review');
  const bensRows = bens.getByRole('list', { name: 'Review' }).getByRole('listitem');
  await expect(bensRows).toHaveCount(5);
  await expect(bensRows.first()).toContainText('Yours: a second person confirms it.');
  await expect(bensRows.first().getByRole('button', { name: 'Confirm' })).toHaveCount(0);
  await expect(bens.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  expect(await findLookIssues(bens)).toEqual([]);

  await setSession(page, server.url, ada);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('under threat');
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/\/review$/);
  const rows = page.getByRole('list', { name: 'Review' }).getByRole('listitem');
  const marked = page.locator('.review-row[aria-current=true]');
  await expect(marked).toBeFocused();
  await expect(marked).toContainText('Ended');
  await expect(marked).toContainText('To be confirmed: threat ended, by Ben');
  await page.keyboard.press('c');
  await expect(rows).toHaveCount(4);
  await expect(marked).toContainText('Lowered');
  await expect(marked).toBeFocused();

  await page.keyboard.press('r');
  // A notice is a dialog too, but does not block the page.
  const dialog = page.locator('[role=dialog]:not([aria-modal=false])').filter({ visible: true });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The caller is known');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(3);
  // The deletion is skipped, and comes last.
  await expect(marked).toContainText('Deleted');
  await page.keyboard.press('s');
  await expect(marked).toContainText('Expired');
  await expect(rows.last()).toContainText('Deleted');

  await page.keyboard.press('o');
  await dialog.getByRole('combobox', { name: 'Outcome: Embassy — China' }).selectOption('unfounded');
  await expect(dialog).toContainText('1 target stays under threat.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('A mistaken name');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(rows).toHaveCount(3);
  await expect(marked).toContainText('Expired');
  // Until the page has the version that this made, another change of the record is a conflict.
  await page.keyboard.press('o');
  await expect(dialog.getByRole('group', { name: 'Outcome', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('e');
  await dialog.getByRole('button', { name: '7 days' }).click();
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(rows).toHaveCount(2);
  await expect(marked).toContainText('Overdue');
  await expect(marked).toBeFocused();

  await page.keyboard.press('j');
  await expect(marked).toContainText('Deleted');
  await page.keyboard.press('k');
  await expect(marked).toContainText('Overdue');
  await page.keyboard.press('ArrowDown');
  await expect(marked).toContainText('Deleted');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/deleted/${deleted.ref}`);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('region', { name: 'To be confirmed' })).toHaveCount(0);

  // The other one's queue follows.
  await expect(bensRows).toHaveCount(1);
  await expect(bensRows.first()).toContainText(overdue.ref);
  const read = async (id: string) => eventOf(await ben.api.get(`/api/events/${id}`));
  expect(await read(ended.id)).toMatchObject({ toBeConfirmed: null, threat: { status: 'foiled' } });
  expect(await read(lowered.id)).toMatchObject({ toBeConfirmed: null, severity: 'severe' });
  expect((await read(expired.id)).targets.map(({ outcome }) => outcome)).toEqual([null, 'unfounded']);
});

test('a reader sees a correction for what was withdrawn or hidden, also after an absence', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const ben = await createMember(server.url, ada, { name: 'Ben', role: 'viewer', clearance: 'green' });
  const log = async (title: string, country: string) => {
    const draft = { ...threatDraft(), title, tlp: 'green', targets: [{ country, type: 'embassy' }] };
    return eventOf(await ada.api.post('/api/events', draft));
  };
  const withdrawn = await log('Bomb', 'RU');
  const hidden = await log('Letter', 'CN');
  const lapsed = await log('Rally', 'PK');
  await setSession(page, server.url, ben);
  const board = createBoardPage(page);
  await board.open();
  await expect(board.heading).toContainText('3');
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  const corrections = page.getByRole('region', { name: 'Corrections' });
  await expect(corrections).toHaveCount(0);
  const status = (one: string, statusReason: string) => ({
    threat: { status: one, statusReason },
    reason: statusReason,
  });
  await ada.api.patch(`/api/events/${withdrawn.id}`, 1, status('withdrawn', 'The caller confessed'));
  await expect(corrections).toContainText(`${withdrawn.ref} was withdrawn at`);
  await expect(corrections).toContainText('by ada: The caller confessed');

  expect(await findViolations(page, 'all', '.corrections')).toEqual([]);

  // An attack that ended stays in grey, with its hour, and is no correction.
  const draft = incidentDraft({
    tlp: 'green',
    targets: [{ country: 'TR', type: 'embassy' }],
    incident: { phase: 'ongoing' },
  });
  const siege = eventOf(await ada.api.post('/api/events', draft));
  await expect(board.heading).toContainText('3');
  await ada.api.patch(`/api/events/${siege.id}`, 1, { incident: { phase: 'over' } });
  const ended = page.getByRole('list', { name: 'Ended' }).getByRole('listitem');
  await expect(ended).toContainText('Attack ended');
  await expect(ended).toContainText('to be confirmed: ada');
  await expect(board.heading).toContainText('2');

  // While the page is closed, one is hidden, and another one ends as threats do.
  await page.goto('about:blank');
  await ada.api.patch(`/api/events/${hidden.id}`, 1, { tlp: 'amber', title: 'Secret' });
  await ada.api.patch(`/api/events/${lapsed.id}`, 1, status('lapsed', 'Over'));
  await page.goto('/');
  await expect(ended).toContainText('Attack ended');
  await expect(corrections.getByRole('listitem')).toHaveText([
    /was withdrawn at/,
    new RegExp(`${hidden.ref} is no longer available`),
  ]);
  await expect(corrections).not.toContainText('Secret');
  await corrections.getByRole('button', { name: `Acknowledge the correction of ${hidden.ref}` }).click();
  await expect(corrections.getByRole('listitem')).toHaveCount(1);
  await page.reload();
  await expect(corrections.getByRole('listitem')).toHaveText([/was withdrawn at/]);
});
