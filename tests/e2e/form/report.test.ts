import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures';
import { createBoardPage } from '../pages/board-page';
import { createEventForm } from '../pages/event-form';

const report = `Suicide bombing plot against the embassy of Russia in Kabul
KABUL, 24 November 2025 - Afghan police said on Monday that they had found explosives meant for a suicide bombing of the embassy of Russia in Kabul. ISIS-K had announced attacks. One official named Jalalabad, another Herat.`;

/** Counts the keys that a user presses. A shortcut of two keys counts as two. */
function createKeys({ keyboard }: Page) {
  let count = 0;
  return {
    count: () => count,
    async press(keys: string) {
      count += keys.split('+').length;
      await keyboard.press(keys);
    },
    async type(text: string) {
      count += text.length;
      await keyboard.type(text);
    },
  };
}

/** What Ctrl+V does with this text in the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

test('a threat is logged from an empty form, and from a pasted report with few keys', async ({ page }) => {
  const board = createBoardPage(page);
  const form = createEventForm(page);
  await board.open();

  const typed = createKeys(page);
  await typed.press('n');
  await typed.press('t');
  await expect(form.picker).toBeFocused();
  await typed.type('russia kabul');
  await expect(form.firstOption).toContainText(/Embassy — Russia, Kabul/);
  await typed.press('Enter');
  await expect(form.targets).toHaveCount(1);
  while (!(await form.title.evaluate((field) => field === document.activeElement))) {
    await typed.press('Tab');
    expect(typed.count()).toBeLessThan(60);
  }
  await typed.type('Bomb plot');
  await typed.press('Control+Enter');
  await expect(page.getByText(/^THR-\d{4}-0001 logged$/)).toBeVisible();

  await board.open();
  const pasted = createKeys(page);
  await pasted.press('n');
  await pasted.press('t');
  await expect(form.picker).toBeFocused();
  const field = page.getByRole('textbox', { name: 'Paste a link or a report' });
  await expect(field).toBeVisible();
  await pasted.press('Control+v');
  await paste(page, report);
  const taken = page.getByRole('list', { name: 'Taken from the text' }).getByRole('listitem');
  await expect(taken.filter({ hasText: 'Embassy — Russia, Kabul' })).toContainText(
    'from: “embassy of Russia in Kabul”',
  );
  await expect(form.title).toHaveValue('Suicide bombing plot against the embassy of Russia in Kabul');
  await expect(form.targets).toHaveText([/Embassy — Russia, Kabul/]);
  await pasted.press('Control+Enter');
  await expect(page.getByText(/^THR-\d{4}-0002 logged$/)).toBeVisible();
  console.log(`Keys to a saved threat: ${typed.count()} from an empty form, ${pasted.count()} from a report`);
  expect(typed.count()).toBeLessThanOrEqual(32);
  expect(pasted.count()).toBeLessThanOrEqual(6);
});

test.describe('with a page that is refused', () => {
  test.use({ expectedComplaints: /422 .*\/api\/extract/ });

  test('what was typed stays, a finding is taken back, and bad pastes get a sentence', async ({ page }) => {
    const form = createEventForm(page);
    await form.open('incident');
    const field = page.getByRole('textbox', { name: 'Paste a link or a report' });
    await expect(field).toBeVisible();
    await form.title.fill('My own title');
    await field.fill(report);
    await field.press('Enter');
    await expect(form.targets).toHaveText([/Embassy — Russia, Kabul/]);
    await expect(form.title).toHaveValue('My own title');
    await expect(form.when).toHaveValue('2025-11-24');
    await page.getByRole('button', { name: 'Take back When: 2025-11-24' }).press('Enter');
    await expect(form.when).toHaveValue('');
    await expect(field).toBeFocused();

    await field.fill('PK\u0001\u0002');
    await field.press('Enter');
    await expect(page.getByText('This is no text. Paste the text of the report.')).toBeVisible();
    await field.fill('http://127.0.0.1/report');
    await field.press('Enter');
    await expect(page.getByText('Chancery may not fetch pages from 127.0.0.1.')).toBeVisible();
    await expect(field).toHaveValue('http://127.0.0.1/report');
    await expect(form.title).toHaveValue('My own title');
  });
});
