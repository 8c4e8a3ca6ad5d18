import { expect, type Locator, type Page } from '@playwright/test';

const maxTabs = 60;

/** Page object of the form of a record, with elements found by label. */
export function createEventForm(page: Page) {
  const picker = page.getByRole('combobox', { name: /^Who (is threatened|was hit)$/ });
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  async function pick(query: string, option: string | RegExp) {
    await picker.fill(query);
    await page.getByRole('option', { name: option, disabled: false }).click();
  }
  return {
    page,
    picker,
    /** The option that Enter selects once the options of the whole query are loaded. */
    firstOption: page.getByRole('option', { disabled: false }).first(),
    targets: page.getByRole('list', { name: 'Targets' }).getByRole('listitem'),
    title,
    summary: page.getByRole('textbox', { name: 'Summary' }),
    when: page.getByRole('textbox', { name: 'When' }),
    publisher: page.getByRole('textbox', { name: 'Publisher' }),
    country: page.getByRole('combobox', { name: 'Country where it is' }),
    city: page.getByRole('combobox', { name: 'City' }),
    exactPlace: page.getByRole('textbox', { name: 'Exact place' }),
    preview: page.getByRole('region', { name: 'As the board will show it' }),
    restored: page.getByText(/^Draft from .* restored\.$/),
    draftKept: page.getByText(/^Draft kept/),
    // If the server responds again within a second, the notice says so instead.
    unreachable: page.getByText(/The server (could not be reached|answers again)\./),
    conflict: page.getByRole('region', { name: 'Somebody else has changed this record' }),
    /** The summary of errors at the top. */
    errors: page.getByRole('alert').filter({ hasText: /^Correct/ }),
    section: (name: string) => page.locator('details', { has: page.locator('summary', { hasText: name }) }),
    /** Opens the form of a new record, and waits until its scripts run. */
    async open(kind: 'threat' | 'incident') {
      await page.goto(`/events/new/${kind}`);
      await expect(picker).toBeFocused();
    },
    /** The same for the edit of a record. */
    async edit(ref: string) {
      await page.goto(`/events/${ref}/edit`);
      await page.locator('form:not([inert])').waitFor();
    },
    /** Searches for a target and selects an option. */
    pick,
    /** Fills in what is required: an embassy in Kabul as the target, and a title. */
    async fillRequired(text: string, sending = 'Russia') {
      await pick(`${sending} kabul`.toLowerCase(), new RegExp(`Embassy — ${sending}, Kabul`));
      await title.fill(text);
    },
    /** Searches in a field with chips, selects an option and waits until the list is closed. */
    async choose(label: string, query: string, option: string | RegExp) {
      await page.getByRole('combobox', { name: label }).fill(query);
      await page.getByRole('option', { name: option, disabled: false }).click();
      await expect(page.getByRole('listbox')).toBeHidden();
    },
    async unfold(name: string) {
      await page.locator('summary', { hasText: name }).click();
    },
    /** Presses Tab until the target has the focus. */
    async tabTo(target: Locator) {
      for (let stops = 0; stops < maxTabs; stops += 1) {
        await page.keyboard.press('Tab');
        if (await target.evaluate((element) => element === document.activeElement)) return;
      }
      await expect(target, 'Not reached with Tab').toBeFocused();
    },
    save: () => page.keyboard.press('Control+Enter'),
  };
}
