import { expect, test } from '../../fixtures';
import { attackDraft, log, threatDraft } from '../pages/board-events';
import { createBoardPage } from '../pages/board-page';

test.use({ seed: 'none' });

const minute = 60_000;

test('an entry shows the facts of its leading attack, and links to the others', async ({ page, api }) => {
  const { body } = await api.post('/api/actors', { name: 'ISKP' });
  const id = String(Reflect.get(Object(body), 'id'));
  const old = await log(
    api,
    threatDraft({
      country: 'PK',
      title: 'Letter of last year',
      at: '2023-02-01',
      severity: 'extreme',
      sources: [{ publisher: 'AFP', reliability: 'A', credibility: 1 }],
    }),
  );
  const attack = await log(
    api,
    attackDraft({
      at: new Date(Date.now() - 37 * minute).toISOString(),
      actors: [{ actorId: id, role: 'suspected' }],
      verification: 'corroborated',
      sources: ['Reuters', 'AFP'].map((publisher) => ({
        publisher,
        origin: publisher,
        reliability: 'B',
        credibility: 2,
      })),
    }),
  );
  const board = createBoardPage(page);
  await board.open();
  const entry = board.entryOf('Pakistan').filter({ visible: true });
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText('37 min');
  await expect(entry).toContainText('ISKP suspected');
  await expect(entry).toContainText('Under attack');
  await expect(entry).toContainText('Severe');
  await expect(entry).toContainText('corroborated', { ignoreCase: true });
  await expect(entry).toContainText(/B2.*Strong evidence/);
  await expect(entry).not.toContainText(/2023|A1/);

  await entry.getByRole('button', { name: 'and 1 more' }).click();
  const others = page.getByRole('dialog', { name: 'Also against Pakistan' });
  await expect(others).toContainText('since 1 Feb 2023');
  await others.getByRole('link', { name: 'Letter of last year' }).click();
  await expect(others).toBeHidden();
  await expect(page.getByRole('dialog', { name: `Record ${old.ref}` })).toBeVisible();

  // The attack's page shows its severity and the role of the actor.
  await page.goto(`/events/${attack.ref}`);
  const head = page.locator('article header');
  await expect(head).toContainText('Under attack');
  await expect(head).toContainText('Severe');
  await expect(page.locator('article')).toContainText('ISKP (Suspected)');
});

test('one key opens the page of an attack with what is near it, steps to the next attack, and closes it', async ({
  page,
  api,
}) => {
  const kabul = { country: 'AF', city: 'Kabul', lat: 34.53, lon: 69.18 } as const;
  const missionAt = async (sending: string, lon: number | null) => {
    const lat = lon === null ? null : kabul.lat;
    const mission = { sending, host: 'AF', type: 'embassy', city: 'Kabul', lat, lon };
    expect((await api.post('/api/missions', mission)).status).toBe(201);
  };
  // Some 0.92 km for each hundredth of a degree.
  await missionAt('RU', 69.14);
  await missionAt('TR', 69.19);
  await missionAt('FR', 69.24);
  await missionAt('CN', null);
  const first = await log(api, attackDraft({ country: 'AE', location: kabul, severity: 'extreme' }));
  const second = await log(api, attackDraft({ country: 'CN', location: { country: 'AF', city: 'Herat' } }));
  const board = createBoardPage(page);
  await board.open();
  await page.keyboard.press('a');
  const attack = page.getByRole('dialog', { name: `Record ${first.ref}` });
  const near = attack.getByRole('list', { name: 'Other missions within 5 km' });
  await expect(near.getByRole('listitem')).toHaveText([
    /^Embassy — Türkiye.*0\.9 km/,
    /^Embassy — Russia.*3\.7 km/,
  ]);
  const unplaced = attack.getByRole('list', { name: 'Also in Kabul, position not known' });
  await expect(unplaced.getByRole('listitem')).toHaveText([/^Embassy — China/]);

  // What is logged meanwhile appears.
  await expect(attack).toContainText('No visit is concerned');
  const day = new Date().toISOString().slice(0, 10);
  const visit = { country: 'JP', host: 'AF', city: 'Kabul', title: 'Envoy to the talks', from: day, to: day };
  expect((await api.post('/api/visits', { ...visit, tlp: 'clear' })).status).toBe(201);
  await expect(attack.getByRole('link', { name: 'Envoy to the talks' })).toBeVisible();

  await page.keyboard.press('a');
  const next = page.getByRole('dialog', { name: `Record ${second.ref}` });
  await expect(next).toContainText('no distances are shown');
  await page.keyboard.press('a');
  await expect(board.record).toHaveCount(0);
  await board.threats.getByRole('button', { name: '2 under attack' }).click();
  await expect(attack).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(board.record).toHaveCount(0);
});

test('“within the hour” is shown as a time, and as passed afterwards', async ({ page, api }) => {
  const logged = await log(api, threatDraft({ threat: { urgency: 'expected' } }));
  const by = new Date(Date.parse(logged.loggedAt) + 60 * minute);
  // With its date if it lies beyond midnight.
  const time = `(?:\\d+ \\w+ \\d+, )?${by.toISOString().slice(11, 16)}`;
  await page.clock.install();
  const board = createBoardPage(page);
  await board.open();
  const entry = board.entryOf('Russia').filter({ visible: true });
  await expect(entry).toContainText(new RegExp(`by ${time}`));
  await expect(entry).not.toContainText(/within the hour|passed/i);

  // A corrected title does not restart the hour.
  await api.patch(`/api/events/${logged.id}`, 1, { title: 'Vehicle bomb, the road corrected' });
  await expect(entry).toContainText('the road corrected');
  await page.clock.fastForward('01:01:00');
  await expect(entry).toContainText(new RegExp(`by ${time}, passed`));
  const { body } = await api.get(`/api/events/${logged.id}/history`);
  expect(JSON.stringify(body)).not.toContain('urgencyAt');
  await page.goto(`/events/${logged.ref}`);
  await expect(page.locator('article')).toContainText(new RegExp(`by ${time}`));
});

test('a severe threat stays after its validity ends, and asks for a decision', async ({ page, api }) => {
  const validUntil = new Date(Date.now() + 30 * minute).toISOString();
  await log(api, threatDraft({ threat: { validUntil } }));
  await page.clock.install();
  const board = createBoardPage(page);
  await board.open();
  const entry = board.entryOf('Russia').filter({ visible: true });
  await expect(entry).toContainText('until');
  await expect(entry).not.toContainText('decision due');
  await page.clock.fastForward('31:00');
  await expect(entry).toContainText('decision due');
  await expect(board.row(/Vehicle bomb/)).toContainText('Expired, decision due');
  await expect(board.heading).toHaveText('1 mission under threat now');
});

test('threats against all missions and against a country only are listed as such', async ({ page, api }) => {
  const kabul = { country: 'AF', city: 'Kabul' } as const;
  await log(api, { ...threatDraft(), targets: [{ country: 'CN', type: 'all-missions' }], location: kabul });
  await log(api, threatDraft({ country: 'RU' }));
  const board = createBoardPage(page);
  await board.open();
  const china = board.entryOf('China').filter({ visible: true });
  await expect(china).toContainText('All missions in Afghanistan');
  await expect(china).not.toContainText('no mission named');
  await expect(board.entryOf('Russia').filter({ visible: true })).toContainText(
    'Embassy, Kabul, no mission named',
  );
  await board
    .title(/Vehicle bomb/)
    .first()
    .click();
  await expect(board.record).toContainText(/All missions of China in Afghanistan|Embassy — Russia/);
});

test.describe('with own missions', () => {
  test.use({ env: { OWN: 'TR' } });

  test('own missions come first among threats of the same severity, after attacks', async ({ page, api }) => {
    await log(api, threatDraft({ country: 'TR', at: '2026-01-01' }));
    await log(api, threatDraft({ country: 'RU' }));
    await log(api, attackDraft({ severity: 'minor' }));
    const board = createBoardPage(page);
    await board.open();
    const names = board.threats.getByRole('heading', { level: 2 });
    await expect(names).toHaveText([/^Pakistan/, /^Türkiye/, /^Russia/]);
    const { body } = await api.get('/api/board');
    expect(JSON.stringify(body)).toMatch(/"country":"PK".*"country":"TR".*"country":"RU"/);
    // The order stays when something arrives.
    await log(api, threatDraft({ country: 'CN' }));
    await expect(names).toHaveText([/^Pakistan/, /^Türkiye/, /^China/, /^Russia/]);
  });
});
