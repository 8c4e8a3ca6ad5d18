import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { adminEnv, createMember, firstAdmin, setSession, signIn } from '../../support/people';
import { log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';
import { findLookIssues } from '../pages/look';

test.use({
  seed: 'register',
  env: adminEnv,
  // Requests that are refused intentionally.
  expectedComplaints: /status of 422 .*\/api\/events/,
});

const section = 'Marking and handling';

test('an author can choose only markings under which they can see the record', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const offered = {
    clear: ['TLP:CLEAR', 'TLP:RED'],
    amber: ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:RED'],
    red: ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'],
  } as const;
  for (const clearance of ['clear', 'amber', 'red'] as const) {
    const writer = await createMember(server.url, ada, {
      name: `Writer ${clearance}`,
      role: 'analyst',
      clearance,
    });
    await page.context().clearCookies();
    await setSession(page, server.url, writer);
    const form = createEventForm(page);
    await form.open('threat');
    await form.unfold(section);
    const radios = page.getByRole('group', { name: 'Marking' }).getByRole('radio');
    await expect(radios).toHaveCount(offered[clearance].length);
    const names = page.getByRole('group', { name: 'Marking' }).locator('label');
    for (const [index, marking] of offered[clearance].entries()) {
      await expect(names.nth(index)).toContainText(marking);
    }
    const first = clearance === 'clear' ? /^TLP:CLEAR / : /^TLP:AMBER /;
    await expect(page.getByRole('radio', { name: first })).toBeChecked();
  }
});

test('a red record is visible only to its author and recipients', async ({ page, openPage, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  const carla = await createMember(server.url, ada, { name: 'Carla', role: 'admin', clearance: 'red' });
  await setSession(page, server.url, ada);
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('For Boris alone');
  await form.unfold(section);
  await expect(page.getByRole('combobox', { name: 'Recipients' })).toBeHidden();
  await page.getByRole('radio', { name: /^TLP:RED / }).check();

  // The author sees the record anyway and is not offered as a recipient.
  await page.getByRole('combobox', { name: 'Recipients' }).click();
  await expect(page.getByRole('option')).toHaveText(['Boris', 'Carla']);
  await form.choose('Recipients', 'bor', 'Boris');
  await form.save();
  await expect(page).toHaveURL(/\?event=THR-/);

  const ref = new URL(page.url()).searchParams.get('event') ?? '';
  expect((await boris.api.get(`/api/events/${ref}`)).status).toBe(200);
  expect((await carla.api.get(`/api/events/${ref}`)).status).toBe(404);
  await page.goto(`/events/${ref}`);
  const recipients = page.getByRole('term').filter({ hasText: 'Recipients' }).locator('..');
  await expect(recipients).toHaveText(/ada.*Boris/);

  const theirs = await openPage();
  await setSession(theirs, server.url, boris);
  const board = createBoardPage(theirs);
  await board.open();
  await board.title('For Boris alone').click();
  await expect(board.record).toContainText(/Recipients.*ada.*Boris/s);
});

test('a record that is no longer red loses its recipients', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  const red = await log(ada.api, threatDraft({ tlp: 'red', recipients: [boris.id] }));
  await setSession(page, server.url, ada);
  const form = createEventForm(page);
  await form.edit(red.ref);
  await form.unfold(section);
  await expect(page.getByRole('button', { name: 'Remove Boris' })).toBeVisible();
  await page.getByRole('radio', { name: /^TLP:AMBER Only/ }).check();
  await page.getByRole('radio', { name: /^TLP:RED / }).check();
  await expect(page.getByRole('combobox', { name: 'Recipients' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Boris' })).toHaveCount(0);
  await page.getByRole('radio', { name: /^TLP:AMBER Only/ }).check();
  await form.save();
  await expect(page).toHaveURL(new RegExp(`/events/${red.ref}$`));

  const { body } = await ada.api.get(`/api/events/${red.ref}`);
  expect(event.parse(body)).toMatchObject({ tlp: 'amber', recipients: [] });
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText(/Marking.*TLP:RED.*TLP:AMBER/s);
  await expect(history).toContainText(/Recipients.*Boris/s);
});

test('saving a red record without recipients asks for confirmation once', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  await setSession(page, server.url, ada);
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('For nobody else', 'India');
  await form.unfold(section);
  await page.getByRole('radio', { name: /^TLP:RED / }).check();
  await form.save();
  const dialog = page.getByRole('dialog', { name: 'Only you will see this record' });
  await dialog.getByRole('button', { name: 'Choose recipients' }).click();
  await expect(page.getByRole('combobox', { name: 'Recipients' })).toBeFocused();
  await form.save();
  await dialog.getByRole('button', { name: 'Save for me only' }).click();
  await expect(page).toHaveURL(/event=THR/);
  const [saved] = z
    .object({ items: z.array(event) })
    .parse((await ada.api.get('/api/events?kind=threat')).body).items;
  expect(saved).toMatchObject({ title: 'For nobody else', tlp: 'red', recipients: [] });

  // A later edit that changes nothing about it does not ask again.
  await form.edit(saved?.ref ?? '');
  await form.title.fill('For nobody else at all');
  await form.save();
  await expect(page).toHaveURL(new RegExp(`/events/${saved?.ref}$`));
});

test('a user who marks another author’s record red has to be one of its recipients', async ({
  page,
  server,
}) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'analyst', clearance: 'amber' });
  const { ref } = await log(ada.api, threatDraft({ tlp: 'amber' }));
  await setSession(page, server.url, boris);
  const form = createEventForm(page);
  await form.edit(ref);
  await form.unfold(section);
  await page.getByRole('radio', { name: /^TLP:RED / }).check();
  await page.getByRole('button', { name: 'Remove Boris' }).click();
  await form.save();
  await expect(page.getByRole('group', { name: 'Marking' })).toHaveAccessibleDescription(
    /add yourself to the recipients/,
  );
  await form.choose('Recipients', 'bor', 'Boris');
  await form.save();
  await expect(page).toHaveURL(new RegExp(`/events/${ref}$`));
  const { body } = await boris.api.get(`/api/events/${ref}`);
  expect(event.parse(body)).toMatchObject({ tlp: 'red', recipients: [boris.id] });
});

test('a suspended recipient is shown without their name', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const boris = await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  const { ref } = await log(ada.api, threatDraft({ tlp: 'red', recipients: [boris.id] }));
  expect((await ada.api.patch(`/api/accounts/${boris.id}`, 1, { isSuspended: true })).status).toBe(200);
  await setSession(page, server.url, ada);
  await page.goto(`/events/${ref}`);
  await expect(page.getByText('a person who can no longer sign in')).toBeVisible();
});

test('every view of a record shows its marking', async ({ page, server }) => {
  const ada = await signIn(server.url, firstAdmin);
  const visit = await ada.api.post('/api/visits', {
    country: 'TR',
    host: 'AF',
    city: 'Kabul',
    title: 'Visit of the delegation',
    from: '2026-12-01',
    to: '2026-12-03',
    tlp: 'green',
  });
  expect(visit.status).toBe(201);
  const visitId = String(Reflect.get(Object(visit.body), 'id'));
  const carriedOut = await log(
    ada.api,
    threatDraft({ tlp: 'amber+strict', title: 'A threat carried out', threat: { status: 'realised' } }),
  );
  const { ref } = await log(ada.api, {
    kind: 'incident',
    title: 'Shots at the delegation',
    at: new Date().toISOString(),
    tlp: 'red',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'TR', type: 'delegation', visitId }],
    incident: { phase: 'ongoing', realises: [carriedOut.id] },
  });
  await setSession(page, server.url, ada);
  const board = createBoardPage(page);
  await board.open();
  await expect(board.entryOf('Türkiye')).toContainText('TLP:RED');
  await expect(board.row('Shots at the delegation')).toContainText('TLP:RED');
  await expect(board.row('A threat carried out')).toContainText('TLP:AMBER+STRICT');
  await board.title('Shots at the delegation').click();
  await expect(board.record.getByText('TLP:RED').first()).toBeVisible();

  await page.goto(`/events/${ref}`);
  const linked = page.getByRole('listitem').filter({ hasText: carriedOut.ref });
  await expect(linked).toContainText('TLP:AMBER+STRICT');
  const named = page.getByRole('article').getByRole('link', { name: 'Visit of the delegation' });
  await expect(named.locator('..')).toContainText('TLP:GREEN');

  const form = createEventForm(page);
  await form.edit(ref);
  await expect(form.targets).toContainText(/Visit of the delegation.*TLP:GREEN/);
  await form.picker.fill('visit of the del');
  await expect(page.getByRole('option', { name: /Visit of the delegation/ })).toContainText('TLP:GREEN');
  await page.keyboard.press('Escape');
  await form.unfold('Links');
  await page.getByRole('combobox', { name: 'Threats that this incident carried out' }).fill('carried');
  await expect(page.getByRole('option', { name: /A threat carried out/ })).toContainText('TLP:AMBER+STRICT');
});

test('a form with recipients has no accessibility violations in any theme and width', async ({
  openPage,
  server,
}) => {
  const page = await openPage({ reducedMotion: 'reduce' });
  const ada = await signIn(server.url, firstAdmin);
  await createMember(server.url, ada, { name: 'Boris', role: 'viewer', clearance: 'green' });
  await setSession(page, server.url, ada);
  const form = createEventForm(page);
  await form.open('threat');
  await form.unfold(section);
  await page.getByRole('radio', { name: /^TLP:RED / }).check();
  await form.choose('Recipients', 'bor', 'Boris');
  expect(await findLookIssues(page)).toEqual([]);
});
