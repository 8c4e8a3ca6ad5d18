import { expect, readOnlyTest, test } from '../../fixtures';
import { attackDraft, lapse, lapsedDraft, log, threatDraft } from '../pages/board-events';

test('a record shows every fact, its links and its history', async ({ page, api }) => {
  const threat = await log(api, {
    ...threatDraft({ title: 'Calls to storm two embassies' }),
    targets: [
      { country: 'RU', type: 'embassy', note: 'Consular section' },
      { country: 'CN', type: 'embassy' },
    ],
    threat: { likelihood: 'likely', validUntil: '2999-01-01' },
  });
  const incident = await log(api, {
    ...attackDraft({ title: 'Shots at the gate' }),
    incident: { phase: 'over', killed: { min: 5, max: 20 }, realises: [threat.id] },
  });
  await api.patch(`/api/events/${threat.id}`, 1, {
    severity: 'severe',
    targets: [
      { ...threat.targets[0], mission: undefined, outcome: 'foiled' },
      { country: 'CN', type: 'embassy' },
    ],
    threat: { validUntil: null },
    reason: 'The caller was found',
  });

  await page.goto(`/events/${incident.ref}`);
  await expect(page.getByRole('main')).toContainText('5–20');
  await page.getByRole('link', { name: threat.ref }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Calls to storm two embassies');
  await expect(page.getByRole('main')).toContainText('Consular section');
  await expect(page.getByRole('link', { name: incident.ref })).toBeVisible();

  const [changed, logged] = [
    page.getByRole('region', { name: 'History' }).getByRole('listitem').nth(0),
    page.getByRole('region', { name: 'History' }).getByRole('listitem').nth(1),
  ];
  await expect(logged).toContainText('Logged, Local analyst');
  await expect(changed).toContainText('Reason: The caller was found');
  await expect(changed.getByRole('definition')).toHaveText([
    /Extreme → .*Severe/,
    /empty → .*Disrupted/,
    /1 Jan 2999 → .*empty/,
  ]);
  await expect(changed).toContainText('Embassy — Russia: outcome');
});

test('an open record follows changes and its deletion automatically', async ({ page, api }) => {
  const threat = await log(api, threatDraft());
  await page.goto(`/events/${threat.id}`);
  await expect(page).toHaveURL(new RegExp(`/events/${threat.ref}$`));
  await expect(page.locator('header [data-live="live"]')).toBeVisible();
  await api.patch(`/api/events/${threat.id}`, 1, { title: 'Corrected elsewhere' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Corrected elsewhere');
  await api.remove(`/api/events/${threat.id}`, 2, { reason: 'Logged twice' });
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
});

test.describe('an unknown address', () => {
  test.use({ expectedComplaints: /404/ });

  readOnlyTest('shows a not-found page', async ({ page }) => {
    for (const address of ['/events/THR-1999-0001', '/events/nothing', '/events/THR-1999-0001/edit']) {
      const response = await page.goto(address);
      expect(response?.status(), address).toBe(404);
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    }
  });
});

test('a threat is extended, closed for one target, and closed for all', async ({ page, api }) => {
  const threat = await log(api, {
    ...threatDraft(),
    targets: [
      { country: 'RU', type: 'embassy' },
      { country: 'CN', type: 'embassy' },
    ],
  });
  await page.goto(`/events/${threat.ref}`);
  await page.getByRole('button', { name: 'Extend' }).click();
  // A notice is a dialog too, but does not block the page.
  const dialog = page.locator('[role=dialog]:not([aria-modal=false])').filter({ visible: true });
  await dialog.getByRole('textbox', { name: 'Valid until' }).fill('5 Sep 2022');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Enter a time in the future');
  await dialog.getByRole('button', { name: '7 days' }).click();
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText('Valid until');

  await page.getByRole('button', { name: 'Close threat' }).click();
  await dialog.getByRole('button', { name: 'Close threat' }).click();
  await expect(dialog).toContainText('Choose an outcome.');
  await expect(dialog).toContainText('Give a reason.');
  // For each target the danger goes on, so that none is closed by accident.
  await expect(dialog.getByRole('combobox')).toHaveCount(2);
  await expect(dialog).toContainText('2 targets stay under threat.');
  await dialog.getByRole('combobox', { name: 'Outcome: Embassy — Russia' }).selectOption('Disrupted');
  await expect(dialog).toContainText('1 target stays under threat.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Two arrests');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Reason: Two arrests');
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
    threat: { status: 'current' },
    targets: [{ outcome: 'foiled' }, { outcome: null }],
  });

  await page.getByRole('button', { name: 'Close threat' }).click();
  await dialog.getByRole('radio', { name: /Withdrawn/ }).check();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Taken back in a statement');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Close threat' })).toBeHidden();
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({
    threat: { status: 'withdrawn', statusReason: 'Taken back in a statement' },
    targets: [{ outcome: 'foiled' }, { outcome: 'withdrawn' }],
  });
});

test('a lapsed threat becomes current again when it is extended', async ({ page, api }) => {
  const threat = await log(api, { ...threatDraft(), threat: { status: 'lapsed' } });
  await page.goto(`/events/${threat.ref}#extend`);
  const dialog = page.getByRole('dialog', { name: 'Extend the threat' });
  await expect(dialog).toContainText('Extending it makes it current again');
  await dialog.getByRole('button', { name: '24 hours' }).click();
  await dialog.getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByRole('button', { name: 'Close threat' })).toBeVisible();
  expect((await api.get(`/api/events/${threat.id}`)).body).toMatchObject({ threat: { status: 'current' } });
});

test('a closed incident has the time of its end', async ({ page, api }) => {
  const incident = await log(api, attackDraft());
  await page.goto(`/events/${incident.ref}`);
  await page.getByRole('button', { name: 'Close incident' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close incident' });
  await dialog.getByRole('textbox', { name: 'Ended' }).fill('5 Sep 2022');
  await dialog.getByRole('button', { name: 'Close incident' }).click();
  await expect(dialog).toContainText('The end cannot be before the start.');
  await dialog.getByRole('textbox', { name: 'Ended' }).fill('');
  await dialog.getByRole('button', { name: 'Close incident' }).click();
  await expect(page.getByRole('main')).toContainText('Over');
  expect((await api.get(`/api/events/${incident.id}`)).body).toMatchObject({
    incident: { phase: 'over', endedAt: expect.any(String) },
  });
});

test('a record is deleted with a reason and disappears from the board', async ({ page, api }) => {
  const threat = await log(api, threatDraft());
  await page.goto(`/events/${threat.ref}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${threat.ref}?` });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toContainText('Give a reason.');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Logged twice');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByText(`${threat.ref} deleted`)).toBeVisible();
  await expect(page.getByRole('feed')).not.toContainText(threat.title);
  expect((await api.get(`/api/events/${threat.id}`)).status).toBe(404);
});

test.describe('with a concurrent change', () => {
  test.use({ expectedComplaints: /412/ });

  test('an action is not applied to an unseen version', async ({ page, api }) => {
    const threat = await log(api, threatDraft());
    await page.goto(`/events/${threat.ref}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    // A notice is a dialog too, but does not block the page.
    const dialog = page.locator('[role=dialog]:not([aria-modal=false])').filter({ visible: true });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Logged twice');
    // Another user saves between the click and the arrival of the request.
    await page.route(`**/api/events/${threat.id}`, async (route) => {
      await api.patch(`/api/events/${threat.id}`, 1, { title: 'Corrected elsewhere' });
      await route.continue();
    });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      'Local analyst has changed the record in the meantime.',
    );
    await page.unroute(`**/api/events/${threat.id}`);
    await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveText(
      'Corrected elsewhere',
    );
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(page).toHaveURL(/\/$/);
    expect((await api.get(`/api/events/${threat.id}`)).status).toBe(404);
  });
});

test('the history names each target as it was at the time', async ({ page, api }) => {
  const threat = await log(api, {
    ...threatDraft(),
    targets: [
      { country: 'RU', type: 'embassy' },
      { country: 'CN', type: 'embassy' },
      { country: 'IR', type: 'embassy' },
    ],
  });
  await api.patch(`/api/events/${threat.id}`, 1, {
    targets: [
      { country: 'RU', type: 'embassy' },
      { country: 'CN', type: 'embassy', outcome: 'foiled' },
      { country: 'IR', type: 'embassy' },
    ],
  });
  await api.patch(`/api/events/${threat.id}`, 2, { targets: [{ country: 'IR', type: 'consulate' }] });
  await page.goto(`/events/${threat.ref}`);
  const changes = page.getByRole('region', { name: 'History' }).getByRole('listitem');
  await expect(changes.nth(1)).toContainText('Embassy — China: outcome');
  await expect(changes.nth(0)).toContainText('Consulate — Iran');
});

test('a lapse by the system is told in every language, also one of an earlier version', async ({
  page,
  api,
  server,
}) => {
  const threat = await log(api, threatDraft());
  await lapse(api, threat);
  await expect
    .poll(async () => (await api.get(`/api/events/${threat.id}`)).body)
    .toMatchObject({ version: 3, threat: { status: 'lapsed', statusReason: null } });
  const earlier = await log(api, lapsedDraft(1));
  for (const [locale, { reason, analyst }] of Object.entries({
    tr: { reason: 'Geçerlilik süresi doldu', analyst: 'Yerel analist' },
    ru: { reason: 'Срок действия истёк', analyst: 'Локальный аналитик' },
  })) {
    await page.context().addCookies([{ name: 'locale', value: locale, url: server.url }]);
    for (const { ref } of [earlier, threat]) {
      await page.goto(`/events/${ref}`);
      await expect(page.getByRole('definition').filter({ hasText: reason }).first()).toBeVisible();
      await expect(page.getByRole('main')).toContainText(analyst);
      await expect(page.getByRole('main'), locale).not.toContainText('Validity ended');
      await expect(page.getByRole('main'), locale).not.toContainText('Local analyst');
    }
    await expect(page.getByRole('listitem').filter({ hasText: `${reason}, Chancery` })).toHaveCount(1);
  }
});
