import { expect, readOnlyTest, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

readOnlyTest(
  'a record opens beside the list from keyboard, row or card, and the focus returns',
  async ({ page }) => {
    const board = createBoardPage(page);
    await board.open();
    await page.keyboard.press('j');
    await expect(board.title(/ISKP threat/)).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    const second = board.title(/foreign ministry/);
    await expect(second).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(board.record).toBeFocused();
    await expect(board.record.getByRole('heading', { level: 2 })).toContainText('foreign ministry');
    await expect(page).toHaveURL(/\?event=INC-2023-0001$/);
    await expect(board.feed).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(board.record).toHaveCount(0);
    await expect(second).toBeFocused();
    await expect(page).toHaveURL(/\/$/);

    await board
      .row(/Russian embassy/)
      .locator('.row-facts')
      .click();
    await expect(board.record).toContainText('Confirmed');
    await expect(board.record.getByRole('link', { name: 'Open page' })).toHaveAttribute(
      'href',
      '/events/INC-2022-0001',
    );
    await expect(board.record.getByRole('link', { name: 'Edit' })).toHaveAttribute(
      'href',
      '/events/INC-2022-0001/edit',
    );
    await page.goBack();
    await expect(board.record).toHaveCount(0);

    await board.entryOf('India').filter({ visible: true }).click();
    await expect(board.record.getByRole('heading', { level: 2 })).toContainText('ISKP threat');
  },
);

test.describe('a record that is removed while it is open', () => {
  // Its page asks where the reference leads now, and the browser logs the answer.
  test.use({ expectedComplaints: /status of 404/ });

  test('a link to an open record shows it, with live updates', async ({ page, api }) => {
    const logged = await log(api, threatDraft());
    const board = createBoardPage(page);
    await board.open(`?event=${logged.ref}`);
    await expect(board.record).toContainText('Vehicle bomb');
    const title = 'Vehicle bomb found and made safe';
    expect((await api.patch(`/api/events/${logged.id}`, logged.version, { title })).status).toBe(200);
    await expect(board.record.getByRole('heading', { level: 2 })).toHaveText(title);
    expect(
      (await api.remove(`/api/events/${logged.id}`, logged.version + 1, { reason: 'Twice' })).status,
    ).toBe(204);
    await expect(board.record).toContainText(`${logged.ref} is not available`);
  });
});

readOnlyTest('a link to a missing record says so', async ({ page }) => {
  const board = createBoardPage(page);
  await board.open('?event=THR-1999-0001');
  await expect(board.record).toContainText('THR-1999-0001 is not available');
});

readOnlyTest('on a phone a record fills the screen and returns the focus', async ({ openPage }) => {
  const page = await openPage({ viewport: { width: 360, height: 780 } });
  const board = createBoardPage(page);
  await board.open();
  await board.title(/Russian embassy/).click();
  await expect(board.record).toBeFocused();
  const box = await board.record.boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 360, height: 780 });
  await page.keyboard.press('Escape');
  await expect(board.record).toHaveCount(0);
  await expect(board.title(/Russian embassy/)).toBeFocused();
});

for (const width of [1440, 360]) {
  test(`an open record is extended and closed beside the list, ${width} pixels wide`, async ({
    openPage,
    api,
  }) => {
    const threat = await log(api, threatDraft());
    const attack = await log(api, attackDraft());
    const page = await openPage({ viewport: { width, height: 900 } });
    const board = createBoardPage(page);
    await board.open(`?event=${threat.ref}`);
    const press = (name: string) => board.record.getByRole('button', { name, exact: true }).first().click();
    await press('Extend');
    const extend = page.getByRole('dialog', { name: 'Extend the threat' });
    await extend.getByRole('button', { name: '24 hours' }).click();
    await page.keyboard.press('Escape');
    await expect(extend).toBeHidden();
    await expect(board.record).toBeVisible();
    await press('Extend');
    await extend.getByRole('button', { name: '7 days' }).click();
    await extend.getByRole('button', { name: 'Extend', exact: true }).click();
    await expect(extend).toBeHidden();
    await expect(board.record).toContainText('Valid until');

    await press('Close threat');
    const end = page.getByRole('dialog', { name: 'Close threat' });
    await end.getByRole('radio').nth(1).check();
    await end.getByRole('textbox', { name: 'Reason' }).fill('Two arrests');
    await end.getByRole('button', { name: 'Close threat' }).click();
    await expect(end).toBeHidden();
    await expect(board.record.getByRole('button', { name: 'Close threat' })).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`event=${threat.ref}`));
    const { body } = await api.get(`/api/events/${threat.id}`);
    expect(body).toMatchObject({ version: 3, threat: { status: 'foiled', validUntil: expect.any(String) } });

    await board.open(`?event=${attack.ref}`);
    await press('Close incident');
    const over = page.getByRole('dialog', { name: 'Close incident' });
    await over.getByRole('button', { name: 'Close incident' }).click();
    await expect(over).toBeHidden();
    await expect(board.record).toContainText('Over');
    await page.keyboard.press('Escape');
    await expect(board.record).toHaveCount(0);
  });
}
