import { expect, test } from '../../fixtures';
import { createEventForm } from '../pages/event-form';

test.use({ expectedComplaints: /status of 422/ });

test('corroborated takes two stated origins, which the form counts, and a reason that the record then shows', async ({
  page,
}) => {
  const form = createEventForm(page);
  await form.open('threat');
  await form.fillRequired('Threat in two papers');
  await form.publisher.fill('Evening News');
  const origin = page.getByRole('textbox', { name: 'Original source' });
  await origin.fill('Reuters');
  await page.getByRole('button', { name: 'Add a source' }).click();
  await form.publisher.nth(1).fill('Daily');
  await origin.nth(1).fill('Reuters');
  await form.unfold('Assessment');
  await page.getByRole('combobox', { name: 'Verification' }).selectOption('Corroborated');
  const lack = page.getByText('Corroborated needs 2 independent origins, 1 more.');
  await expect(lack).toBeVisible();
  await form.save();
  await expect(form.errors).toContainText('the sources state 1');

  await form.publisher.nth(1).fill('AFP');
  await page.getByRole('button', { name: 'Own report of AFP' }).focus();
  await page.keyboard.press('Enter');
  await expect(origin.nth(1)).toHaveValue('AFP');
  await expect(lack).toBeHidden();
  await form.save();
  await expect(page).toHaveURL(/event=THR-\d+-0001$/);
  const record = page.getByRole('dialog', { name: /^Record THR/ });
  await expect(record.getByText('Corroborated', { exact: true })).toBeVisible();

  await record.getByRole('link', { name: 'Edit' }).click();
  await page.locator('form:not([inert])').waitFor();
  await form.unfold('Assessment');
  await page.getByRole('combobox', { name: 'Verification' }).selectOption('Disputed');
  await form.save();
  await expect(form.errors).toContainText('Give the reason for the change of the verification');
  await page.getByRole('textbox', { name: 'Reason for the change' }).fill('AFP corrected its report');
  await form.save();
  await expect(page.getByText(/Verification set by .*: .*AFP corrected its report/)).toBeVisible();
});
