import { expect, type Locator, type Page } from '@playwright/test';

const mostStops = 60;

/** A form as the one who fills it in finds his way: by labels, and by keys. */
export function createEventForm(page: Page) {
  const picker = page.getByRole('combobox', { name: /^Who (is threatened|was hit)$/ });
  return {
    page,
    picker,
    /** What Enter takes, once the options of all that was typed are there. */
    firstOption: page.getByRole('option', { disabled: false }).first(),
    targets: page.getByRole('list', { name: 'Targets' }).getByRole('listitem'),
    title: page.getByRole('textbox', { name: 'Title', exact: true }),
    summary: page.getByRole('textbox', { name: 'Summary' }),
    when: page.getByRole('textbox', { name: 'When' }),
    publisher: page.getByRole('textbox', { name: 'Publisher' }),
    preview: page.getByRole('region', { name: 'As the board will show it' }),
    restored: page.getByText(/^Draft from .* restored\.$/),
    draftKept: page.getByText(/^Draft kept/),
    // A server that is there after all is known to be so within a second, and the notice says that instead.
    unreachable: page.getByText(/The server (could not be reached|answers again)\./),
    conflict: page.getByRole('region', { name: 'Somebody else has changed this record' }),
    /** What is wrong, at the top. */
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
    /** Picks the first target found for a country or a city. */
    async pick(query: string, option: string | RegExp) {
      await picker.fill(query);
      await page.getByRole('option', { name: option, disabled: false }).click();
    },
    /** Adds what is found to a list of chips; what is found by typing closes the options once it is taken. */
    async choose(label: string, query: string, option: string | RegExp) {
      await page.getByRole('combobox', { name: label }).fill(query);
      await page.getByRole('option', { name: option, disabled: false }).click();
      await expect(page.getByRole('listbox')).toBeHidden();
    },
    async unfold(name: string) {
      await page.locator('summary', { hasText: name }).click();
    },
    /** Moves on by Tab alone until this has the focus. */
    async tabTo(target: Locator) {
      for (let stops = 0; stops < mostStops; stops += 1) {
        await page.keyboard.press('Tab');
        if (await target.evaluate((element) => element === document.activeElement)) return;
      }
      await expect(target, 'Tab never came here').toBeFocused();
    },
    save: () => page.keyboard.press('Control+Enter'),
  };
}
