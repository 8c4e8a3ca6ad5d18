import { expect, test } from '../../fixtures';
import { incidentDraft, threatDraft } from '../../integration/api/support/drafts';
import { eventOf } from '../../integration/security/team';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { createBoardPage } from '../pages/board-page';
import { findLookIssues } from '../pages/look';

test.use({
  seed: 'none',
  env: adminEnv,
  // A reference that leads nowhere is asked for, and so is a record that has left the board.
  expectedComplaints: /status of (404|412|422) .*\/api\/events\//,
});

test('two records of one threat are merged by keyboard, others are told, and the undo says what it left alone', async ({
  page,
  openPage,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const ben = await createMember(server.url, ada, { name: 'Ben', role: 'analyst', clearance: 'green' });
  const log = async (title: string, more = {}) =>
    eventOf(await ada.api.post('/api/events', { ...threatDraft(), title, tlp: 'green', ...more }));
  const source = (publisher: string) => [
    { publisher, title: 'Report', url: `https://${publisher}.example/1` },
  ];
  const into = await log('Bomb announced by telephone', { sources: source('wire') });
  const from = await log('Caller announces a bomb', { severity: 'severe', sources: source('daily') });
  const hidden = await log('Bomb announced, says a guard', { tlp: 'amber' });
  const incident = eventOf(await ada.api.post('/api/events', incidentDraft({ tlp: 'green' })));

  // Ben reads the record that will be merged, on his board.
  const bens = await openPage();
  await setSession(bens, server.url, ben);
  await bens.goto(`/?event=${from.ref}`);
  const panel = bens.getByRole('dialog', { name: from.ref });
  await expect(panel).toContainText('Caller announces a bomb');
  await bens.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });

  await setSession(page, server.url, ada);
  await page.goto(`/events/${from.ref}`);
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: /^Merge THR-/ });
  const other = dialog.getByRole('combobox', { name: 'Other record' });
  const option = (ref: string) => page.getByRole('option', { name: ref });
  const choose = async (ref: string) => {
    await other.fill(ref.toLowerCase());
    await expect(option(ref)).toHaveAttribute('data-highlighted');
    await page.keyboard.press('Enter');
  };
  await expect(other).toBeFocused();
  // What cannot be merged is said at once.
  await choose(from.ref);
  await expect(dialog).toContainText('A record cannot be merged into itself. Choose another one.');
  await choose(incident.ref);
  await expect(dialog).toContainText('An incident and a threat cannot be merged. Link them instead.');
  await choose(into.ref);
  const result = (field: string) =>
    dialog.getByRole('region', { name: 'After the merge' }).getByRole('listitem').filter({ hasText: field });
  await expect(result('Severity')).toContainText(`Severefrom ${from.ref}`);
  await expect(result('Sources').first()).toContainText('daily: Report (from');
  await expect(dialog).toContainText(`To be confirmed: ${from.ref} is a severe or extreme threat`);
  expect(await findLookIssues(page, '[role=dialog]')).toEqual([]);

  // Somebody changes the one that stays while the preview is read.
  await ada.api.patch(`/api/events/${into.id}`, 1, { summary: 'The caller rang twice' });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('One call');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('has changed the record in the meantime');
  await expect(result('Summary')).toContainText('The caller rang twice');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(`/events/${into.ref}`);
  const notices = page.getByRole('region', { name: 'Notifications' });
  await expect(notices).toContainText(`${from.ref} was merged into ${into.ref}`);
  await expect(page.getByRole('article')).toContainText('daily');

  // Ben is led to the record that stays, and is told.
  await expect(panel).toContainText(`${from.ref} was merged into this record.`);
  await expect(panel).toContainText('Bomb announced by telephone');
  const corrections = bens.getByRole('region', { name: 'Corrections' });
  await expect(corrections).toContainText(`${from.ref} was merged into ${into.ref}.`);
  await bens.goto(`/events/${from.ref}`);
  await expect(bens).toHaveURL(`/events/${into.ref}?merged=${from.ref}`);
  await expect(bens.getByText(`${from.ref} was merged into this record.`)).toBeVisible();
  // He cannot find what he may not read.
  await bens.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await bens.keyboard.press('m');
  await bens.getByRole('combobox', { name: 'Other record' }).fill(hidden.ref);
  await expect(bens.getByText('No record found that you can read.')).toBeVisible();

  await notices.getByRole('button', { name: 'Undo' }).click();
  await expect(notices).toContainText(`${from.ref} restored`);
  const read = async (id: string) => eventOf(await ada.api.get(`/api/events/${id}`));
  expect(await read(from.id)).toMatchObject({
    id: from.id,
    ref: from.ref,
    sources: [{ publisher: 'daily' }],
  });
  expect(await read(into.id)).toMatchObject({ aliases: [], severity: into.severity, sources: { length: 1 } });

  // From the palette of the board, the other way round: what Ben changes after it is left alone.
  await createBoardPage(page).open(`?event=${into.ref}`);
  const ownPanel = page.getByRole('dialog', { name: `Record ${into.ref}` });
  await expect(ownPanel).toContainText('Bomb announced by telephone');
  await page.locator('html[data-lazy=loaded]').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or go to' }).fill(`merge ${into.ref}`);
  const action = page.locator('[role=option][data-highlighted]');
  await expect(action).toHaveText(`Merge ${into.ref} into another record…`);
  await page.keyboard.press('Enter');
  await expect(other).toBeFocused();
  await choose(from.ref);
  await expect(result('Sources').first()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The later report says more');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`event=${from.ref}$`));
  const { version } = await read(from.id);
  await ben.api.patch(`/api/events/${from.id}`, version, { summary: 'The shop is closed' });
  await notices.getByRole('button', { name: 'Undo' }).click();
  await expect(notices).toContainText(
    `${into.ref} restored. ${from.ref} was left as it is: somebody has changed it since.`,
  );
  expect(await read(into.id)).toMatchObject({ id: into.id, sources: { length: 1 } });
  expect(await read(from.id)).toMatchObject({
    summary: 'The shop is closed',
    sources: { length: 2 },
    aliases: [],
  });
});
