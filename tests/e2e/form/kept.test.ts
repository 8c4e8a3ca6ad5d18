import type { Page, Route } from '@playwright/test';
import { expect, processTest, readOnlyTest, test } from '../../fixtures';
import { createEventForm } from '../pages/event-form';

const network = /Failed to load resource|net::ERR|WebSocket/;

/** Saves the form; the server handles the request, but its response is lost. */
async function saveWithLostResponse(page: Page, form: ReturnType<typeof createEventForm>): Promise<void> {
  await page.route('**/api/events', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await form.save();
  await expect(form.unreachable).toBeVisible();
  await page.unroute('**/api/events');
}

test('pressing Save twice creates one record', async ({ page, api }) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Pressed twice');
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/event=THR/);
  expect((await api.get('/api/events?q=pressed')).body).toMatchObject({ items: [{ version: 1 }] });
});

test.describe('on a faulty network', () => {
  test.use({ expectedComplaints: network });

  test('a retry after a lost response creates no duplicate and saves later edits', async ({ page, api }) => {
    const form = createEventForm(page);
    await form.open('threat');
    await form.fillRequired('Answer lost');
    await saveWithLostResponse(page, form);
    await form.title.fill('Answer lost, then corrected');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/event=THR-\d+-0001$/);
    expect((await api.get('/api/events?q=answer')).body).toMatchObject({
      items: [{ title: 'Answer lost, then corrected', version: 2 }],
    });
  });

  test('a retry after a lost response and a refusal creates no duplicate', async ({ page, api }) => {
    const form = createEventForm(page);
    await form.open('threat');
    await form.fillRequired('Answer lost');
    await saveWithLostResponse(page, form);
    const refusal = {
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'urn:chancery:problem:too-many',
        code: 'too-many-searches',
        params: {},
      }),
    };
    await page.route('**/api/events', (route) => route.fulfill(refusal), { times: 1 });
    await form.title.fill('Answer lost, then corrected');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Too many of your searches are waiting')).toBeVisible();
    await form.save();
    await expect(page).toHaveURL(/event=THR-\d+-0001$/);
    expect((await api.get('/api/events?q=answer')).body).toMatchObject({
      items: [{ title: 'Answer lost, then corrected', version: 2 }],
    });
  });

  test('a retry after a lost response and a concurrent edit keeps both changes', async ({ page, api }) => {
    const form = createEventForm(page);
    await form.open('threat');
    await form.fillRequired('Logged, answer lost');
    await saveWithLostResponse(page, form);
    // Another user saves between the response to the retry and the correction.
    const editConcurrently = async (route: Route) => {
      await api.patch(new URL(route.request().url()).pathname, 1, { summary: 'By somebody else' });
      await route.continue();
    };
    await page.route('**/api/events/*', editConcurrently, { times: 1 });
    await form.title.fill('Logged, then corrected');
    await page.getByRole('button', { name: 'Try again' }).click();
    const notice = page.getByText('somebody else has changed it since');
    await expect(notice).toBeVisible();
    await expect(form.title).toHaveValue('Logged, then corrected');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/event=THR-\d+-0001$/);
    expect((await api.get('/api/events?q=logged')).body).toMatchObject({
      items: [{ title: 'Logged, then corrected', summary: 'By somebody else', version: 3 }],
    });
  });

  processTest(
    'a form survives a killed server and a reload, and is sent after the restart',
    async ({ page, api, server }) => {
      const form = createEventForm(page);
      await form.open('threat');
      await form.fillRequired('Typed while the server died');
      await form.summary.fill('Half a report');
      await server.kill();
      await form.save();
      await expect(form.unreachable).toBeVisible();
      await expect(form.title).toHaveValue('Typed while the server died');

      await server.restart();
      await page.reload();
      await expect(form.restored).toBeVisible();
      await expect(form.title).toHaveValue('Typed while the server died');
      await expect(form.summary).toHaveValue('Half a report');
      await expect(form.targets).toContainText('Embassy — Russia, Kabul');
      await form.save();
      await expect(page).toHaveURL(/event=THR-\d+-0001$/);
      expect((await api.get('/api/events?q=died')).body).toMatchObject({
        items: [{ summary: 'Half a report' }],
      });

      await page.goto('/events/new/threat');
      await expect(form.picker).toBeFocused();
      await expect(form.title).toHaveValue('');
    },
  );
});

readOnlyTest('two tabs keep separate drafts', async ({ context }) => {
  const [one, other] = [createEventForm(await context.newPage()), createEventForm(await context.newPage())];
  await one.open('threat');
  await one.title.fill('In the first tab');
  await expect(one.draftKept).toBeVisible();
  await other.open('threat');
  await other.title.fill('In the second tab');
  await expect(other.draftKept).toBeVisible();
  await expect(other.restored).toBeHidden();
  await one.page.reload();
  await expect(one.title).toHaveValue('In the first tab');
  await other.page.reload();
  await expect(other.title).toHaveValue('In the second tab');

  await one.page.close();
  await other.page.getByRole('button', { name: 'Discard' }).click();
  await expect(other.title).toHaveValue('');
  await expect(other.picker).toBeFocused();
  const third = createEventForm(await context.newPage());
  // The browser releases the draft of a closed tab a moment later.
  await expect(async () => {
    await third.open('threat');
    await expect(third.restored).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(third.title).toHaveValue('In the first tab');
});

readOnlyTest('Escape asks for confirmation before it leaves a form with content', async ({ page }) => {
  const form = createEventForm(page);
  await form.open('incident');
  await form.title.fill('Half a title');
  await form.picker.fill('russia');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave this form?' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(form.title).toHaveValue('Half a title');

  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Keep draft and leave' }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/events/new/incident');
  await expect(form.restored).toBeVisible();
  await expect(form.title).toHaveValue('Half a title');
});

test.describe('over midnight', () => {
  test.use({ timezoneId: 'Asia/Kabul' });

  readOnlyTest('a time of day belongs to the day it was typed', async ({ page }) => {
    await page.clock.setFixedTime('2026-11-26T07:00:00Z');
    const form = createEventForm(page);
    await form.open('incident');
    await form.fillRequired('Typed before midnight');
    await form.when.fill('1050');
    await form.title.focus();
    await expect(form.when).toHaveValue('2026-11-26 10:50');
    // A field that still has the focus is resolved by the day its draft was saved.
    await form.when.fill('1055');
    await expect(form.draftKept).toBeVisible();
    await page.clock.setFixedTime('2026-11-27T03:00:00Z');
    await page.reload();
    await expect(form.restored).toBeVisible();
    await expect(form.when).toHaveValue('2026-11-26 10:55');
  });
});
