import { expect, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

test('an ongoing incident shows its mission under attack on the board', async ({ page }) => {
  const board = createBoardPage(page);
  const form = createEventForm(page);
  await board.open();
  await page.keyboard.press('n');
  await page.keyboard.press('i');
  await expect(form.picker).toBeFocused();
  await form.pick('pakistan kabul', /Embassy — Pakistan, Kabul/);
  await form.title.fill('Shots at the Pakistani embassy');
  await page.getByText('Ongoing', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Wounded', exact: true }).fill('1-3');
  await form.publisher.fill('Reuters');
  await form.save();
  await expect(page).toHaveURL(/\?event=INC-\d{4}-0001$/);
  await expect(board.entries.first()).toContainText('Pakistan');
  await expect(board.entries.first()).toContainText('Under attack');
  await expect(board.record).toContainText('1–3');
});

test('a past incident has the date and figures as typed', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('incident');
  await form.fillRequired('Bombing at the gate');
  await form.when.fill('2022-09');
  await page.getByText('Over', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Killed', exact: true }).fill('5-20');
  await form.unfold('Staff, attackers, hostages, claim');
  await page.getByRole('textbox', { name: 'Staff killed' }).fill('2');
  await page.getByRole('checkbox', { name: 'Responsibility was claimed' }).check();
  await page.getByRole('textbox', { name: 'Channel' }).fill('Telegram');
  await form.unfold('Attack and weapons');
  await form.choose('Attack type', 'bomb', 'Bombing or explosion');
  await form.unfold('Links');
  await form.choose('Threats that this incident carried out', 'ISKP', /THR-2023-0001/);
  const dangers = page.getByRole('group', { name: 'THR-2023-0001: the danger goes on for' });
  await expect(dangers.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await dangers.getByRole('checkbox', { name: /China/ }).uncheck();
  await form.save();
  await expect(page).toHaveURL(/\?event=INC-2022-\d+$/);
  expect((await api.get('/api/events?kind=incident&q=bombing+gate')).body).toMatchObject({
    items: [
      {
        at: '2022-09-01',
        atPrecision: 'month',
        attackTypes: ['bombing-explosion'],
        incident: {
          phase: 'over',
          killed: { min: 5, max: 20 },
          staffKilled: { min: 2, max: 2 },
          claim: { channel: 'Telegram' },
          realises: [expect.any(String)],
        },
      },
    ],
  });
  expect((await api.get('/api/events/THR-2023-0001')).body).toMatchObject({
    targets: [{ outcome: null }, { country: 'CN', outcome: 'realised' }, { outcome: null }],
  });
});

test('an incomplete form is not sent, and each error links to its field', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('incident');
  await form.when.fill('31.2.2022');
  await form.save();
  await expect(form.errors).toContainText('Correct 4 fields:');
  await expect(form.picker).toBeFocused();
  await expect(form.picker).toHaveAttribute('aria-invalid', 'true');
  await form.errors.getByRole('link', { name: /This day does not exist/ }).click();
  await expect(form.when).toBeFocused();
  await expect(form.when).toHaveAccessibleDescription(/This day does not exist/);
  await form.errors.getByRole('link', { name: /Title: Fill this in/ }).click();
  await expect(form.title).toBeFocused();

  await form.fillRequired('Stones thrown', 'Iran');
  await form.when.fill('5 Sep 2022');
  await form.save();
  await expect(page).toHaveURL(/\?event=INC-2022/);
  expect((await api.get('/api/events?q=stones')).body).toMatchObject({ items: [{ at: '2022-09-05' }] });
});

test.describe('an error from the server', () => {
  test.use({ expectedComplaints: /422/ });

  test('is shown at its field in the reader’s language', async ({ page, api }) => {
    test
      .info()
      .annotations.push({ type: 'why', description: 'the visit is marked more strictly than the event' });
    await api.post('/api/visits', {
      country: 'TR',
      host: 'AF',
      city: 'Kabul',
      title: 'Turkish trade delegation',
      from: '2026-01-01',
      to: '2026-01-03',
      tlp: 'red',
    });
    const form = createEventForm(page);
    await form.open('incident');
    await form.pick('turkish trade', /Turkish trade delegation/);
    await form.title.fill('Shots near the delegation');
    await form.save();
    await expect(form.targets).toContainText(
      'The visit is marked TLP:RED: mark this record at least as strictly.',
    );
    await expect(form.targets).toBeFocused();
    await form.unfold('Marking and handling');
    await page.getByRole('radio', { name: /TLP:RED/ }).check();
    await expect(page.getByText('Only you can read it: nobody else has an account.')).toBeVisible();
    await form.save();
    await expect(page).toHaveURL(/\?event=INC/);
  });
});
