import { expect, test } from '../../fixtures';
import { createEventForm } from '../pages/event-form';

const report = `Suicide bombing plot against the embassy of Russia in Kabul
KABUL, 24 November 2025 - Afghan police said on Monday that they had found explosives meant for a suicide bombing of the embassy of Russia in Kabul. ISIS-K had announced attacks. One official named Jalalabad, another Herat.`;

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
