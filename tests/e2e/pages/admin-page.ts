import { expect, type Page } from '@playwright/test';

/** Page object of the admin pages, with elements found by role and name. */
export function createAdminPage(page: Page) {
  const dialog = page.getByRole('dialog');
  const group = (name: string) => dialog.getByRole('group', { name });
  return {
    dialog,
    group,
    /** The link of an invitation, which is shown once. */
    link: dialog.getByRole('textbox', { name: 'Link' }),
    row: (list: string, text: string) =>
      page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text }),
    entries: page.getByRole('list', { name: 'Audit' }).getByRole('listitem'),
    async openPeople() {
      await page.goto('/admin/people');
      await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
    },
    async openAudit(type: 'account' | 'all' = 'account') {
      await page.goto(`/admin/audit?type=${type}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
    },
    /** Matches the exact label, because "TLP:AMBER" is part of "TLP:AMBER+STRICT". */
    async choose(name: string, label: string) {
      await group(name)
        .locator('label')
        .filter({ has: page.getByText(label, { exact: true }) })
        .click();
    },
    save: () => dialog.getByRole('button', { name: 'Save' }).click(),
  };
}
