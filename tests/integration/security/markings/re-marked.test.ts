import { eventOf, expect, sharedTest as test } from '../team';

test('an event marked stricter is retracted by id, and returns once a viewer may see it', async ({
  team,
}) => {
  const low = await team.createMember({ clearance: 'green' });
  const high = await team.createMember({ clearance: 'amber' });
  const named = await team.createMember({ role: 'viewer', clearance: 'clear' });
  const [lowViewer, highViewer, namedViewer] = [
    await team.watch({ cookie: low.cookie }),
    await team.watch({ cookie: high.cookie }),
    await team.watch({ cookie: named.cookie }),
  ];
  const event = await team.log(team.admin, 'Version green', { tlp: 'green' });
  await lowViewer.until(({ titles }) => titles().includes('Version green'));
  expect(namedViewer.items()).toEqual([]);

  const setMarking = async (version: number, patch: Record<string, unknown>) =>
    eventOf(await team.admin.api.patch(`/api/events/${event.id}`, version, patch));
  await setMarking(1, { tlp: 'amber', title: 'Version amber', reason: 'A source asked for it' });
  await highViewer.until(({ titles }) => titles().includes('Version amber'));
  await lowViewer.until(({ items }) => items().length === 2);
  expect(lowViewer.items().at(-1)).toEqual({ op: 'retract', id: event.id, version: 2 });
  expect(lowViewer.bytes()).not.toMatch(/Version amber|A source asked/);

  await setMarking(2, { tlp: 'red', recipients: [named.id], title: 'By name' });
  await namedViewer.until(({ titles }) => titles().includes('By name'));
  await highViewer.until(({ items }) => items().some(({ op }) => op === 'retract'));
  expect(highViewer.items().at(-1)).toEqual({ op: 'retract', id: event.id, version: 3 });

  await setMarking(3, { tlp: 'clear', recipients: [], title: 'Version clear' });
  for (const viewer of [lowViewer, highViewer, namedViewer]) {
    await viewer.until(({ titles }) => titles().includes('Version clear'));
  }
  expect(lowViewer.bytes()).not.toMatch(/Version amber|By name/);
  expect(highViewer.bytes()).not.toContain('By name');
  expect(namedViewer.bytes()).not.toMatch(/Version green|Version amber/);
  // The history shows each version only as far as its own marking allows.
  const history = JSON.stringify((await low.api.get(`/api/events/${event.id}/history`)).body);
  expect(history).not.toMatch(/Version amber|By name|A source asked/);
});
