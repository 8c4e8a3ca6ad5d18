import { eventOf, expect, test } from '../team';

test('a record marked higher leaves those who lose sight of it an id and nothing else, and comes back to those who gain it', async ({
  team,
}) => {
  const low = await team.createMember({ clearance: 'green' });
  const high = await team.createMember({ clearance: 'amber' });
  const named = await team.createMember({ role: 'viewer', clearance: 'clear' });
  const [loser, keeper, gainer] = [
    await team.watch({ cookie: low.cookie }),
    await team.watch({ cookie: high.cookie }),
    await team.watch({ cookie: named.cookie }),
  ];
  const event = await team.log(team.admin, 'Known to some', { tlp: 'green' });
  await loser.until(({ titles }) => titles().includes('Known to some'));
  expect(gainer.items()).toEqual([]);

  const mark = async (version: number, patch: Record<string, unknown>) =>
    eventOf(await team.admin.api.patch(`/api/events/${event.id}`, version, patch));
  await mark(1, { tlp: 'amber', title: 'Known to fewer', reason: 'A source asked for it' });
  await keeper.until(({ titles }) => titles().includes('Known to fewer'));
  await loser.until(({ items }) => items().length === 2);
  expect(loser.items().at(-1)).toEqual({ op: 'retract', id: event.id, version: 2 });
  expect(loser.bytes()).not.toMatch(/Known to fewer|A source asked/);

  await mark(2, { tlp: 'red', recipients: [named.id], title: 'By name' });
  await gainer.until(({ titles }) => titles().includes('By name'));
  await keeper.until(({ items }) => items().some(({ op }) => op === 'retract'));
  expect(keeper.items().at(-1)).toEqual({ op: 'retract', id: event.id, version: 3 });

  await mark(3, { tlp: 'clear', recipients: [], title: 'Known to all' });
  for (const viewer of [loser, keeper, gainer]) {
    await viewer.until(({ titles }) => titles().includes('Known to all'));
  }
  expect(loser.bytes()).not.toMatch(/Known to fewer|By name/);
  expect(keeper.bytes()).not.toContain('By name');
  expect(gainer.bytes()).not.toMatch(/Known to some|Known to fewer/);
  // The same by the history: each version as far as its own marking allows.
  const history = JSON.stringify((await low.api.get(`/api/events/${event.id}/history`)).body);
  expect(history).not.toMatch(/Known to fewer|By name|A source asked/);
});
