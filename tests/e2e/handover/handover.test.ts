import { expect, test } from '../../fixtures';
import { threatDraft } from '../../integration/api/support/drafts';
import { eventOf } from '../../integration/security/team';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';
import { findLookIssues, findViolations } from '../pages/look';

test.use({ seed: 'none', env: adminEnv });

test('a shift is handed over and accepted by one key; what is hidden from the incoming officer stays hidden', async ({
  page,
  openPage,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const ben = await createMember(server.url, ada, { name: 'Ben', role: 'analyst', clearance: 'green' });
  const log = async (title: string, more = {}) =>
    eventOf(await ada.api.post('/api/events', { ...threatDraft(), title, ...more }));
  const open = await log('Letter to the embassy', { tlp: 'clear', sources: [{ publisher: 'Pajhwok' }] });
  const hidden = await log('Hidden plan', { tlp: 'amber', sources: [{ publisher: 'Secret desk' }] });

  // Ben's board, with a filter of the last shift, stays open in another tab.
  const board = await openPage();
  await setSession(board, server.url, ben);
  await createBoardPage(board).open('?targeted=CN');

  await setSession(page, server.url, ada);
  await page.goto('/handover');
  const arrived = page.getByRole('list', { name: 'New', exact: true });
  await expect(arrived.getByRole('listitem')).toHaveCount(2);
  expect(await findLookIssues(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Note' }).fill(`Watch ${open.ref} tonight.`);
  await page.getByRole('textbox', { name: 'Open actions' }).fill('Call the embassy\nRead the cable');
  await page.getByRole('combobox', { name: 'Marking' }).selectOption('TLP:GREEN');
  await page.getByRole('textbox', { name: 'Note' }).press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Shift report' })).toBeVisible();
  await expect(page.getByText('Not accepted yet')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0);

  const bens = await board.context().newPage();
  await bens.goto('/handover');
  await expect(bens.getByRole('heading', { name: 'Waits for you' })).toBeVisible();
  await expect(bens.getByRole('link', { name: open.ref }).first()).toBeVisible();
  await expect(bens.getByRole('list', { name: 'New', exact: true }).getByRole('listitem')).toHaveCount(1);
  await bens.getByRole('checkbox', { name: 'Read the cable' }).click();
  await expect(bens.getByRole('checkbox', { name: 'Read the cable' })).toBeChecked();
  await expect(bens.getByRole('textbox', { name: 'Open actions' })).toHaveValue('Call the embassy');
  for (const path of ['/handover', '/brief']) {
    await bens.goto(path);
    const text = await bens.getByRole('main').innerText();
    expect(text).toContain(open.title);
    for (const word of [hidden.title, hidden.ref, 'Secret desk']) expect(text).not.toContain(word);
  }
  await expect(bens.getByText('0 new incidents, 1 new threat, 0 ended')).toBeVisible();
  expect(await findViolations(bens)).toEqual([]);

  await bens.goto('/handover');
  await expect(bens.getByRole('button', { name: 'Accept' })).toBeVisible();
  // The second key of "n t" logs a threat, and accepts nothing.
  await bens.keyboard.press('n');
  await bens.keyboard.press('t');
  await expect(createEventForm(bens).picker).toBeFocused();
  await bens.keyboard.press('Escape');
  await expect(createEventForm(bens).picker).toHaveCount(0);
  await expect(bens.getByRole('button', { name: 'Accept' })).toBeVisible();
  await bens.keyboard.press('t');
  await expect(bens).toHaveURL(/\/$/);
  await expect(board).toHaveURL(/\/$/);
  await expect(createBoardPage(board).rows).toHaveCount(1);
  // Ada sees live who has taken over.
  await expect(page.getByText(/Accepted by Ben/)).toBeVisible();
});
