import { people } from '../../store/records';
import { expect, test } from '../feed-test';
import {
  allEvents,
  amber,
  apply,
  boardAfter,
  clear,
  createItem,
  createItems,
  deleteItem,
  opsOf,
  red,
  refetchesOf,
  roundMillis,
  second,
  strict,
  updateItem,
} from './bulk';

test('after imports, bulk changes, undos and single changes every board equals what its viewer may see', async ({
  store,
  clock,
  watch,
  log,
}) => {
  const viewers = await Promise.all(people.map(async (who) => ({ who, viewer: await watch(who) })));
  const settle = async (title: string) => {
    await log(clear, { title });
    for (const { viewer } of viewers) await viewer.until(({ titles }) => titles().includes(title));
    clock.pass(roundMillis);
    const seeing = viewers.filter(({ who }) => who === red || who === clear);
    for (const { viewer } of seeing) await viewer.until(() => refetchesOf(viewer) === rounds);
  };
  let rounds = 0;
  const markings = [
    { tlp: 'clear' },
    { tlp: 'green' },
    { tlp: 'amber' },
    { tlp: 'amber+strict' },
    { tlp: 'red', recipients: [second.id] },
  ];
  const imported = await apply(
    store,
    'import',
    Array.from({ length: 300 }, (_, n) => createItem({ title: `Imported ${n}`, ...markings[n % 5] })),
  );
  rounds += 1;
  await settle('After the import');

  const events = (await allEvents(store, red)).filter(({ title }) => title.startsWith('Imported'));
  const changed = await apply(
    store,
    'bulk',
    events.map((event, n) => updateItem(event, { title: `Changed ${n}`, ...markings[(n + 1) % 5] })),
  );
  rounds += 1;
  await settle('After the change');
  await store.undoOperation(red, changed, 'By mistake');
  rounds += 1;
  await settle('After the undo');
  await store.undoOperation(red, imported, 'The wrong file');
  const last = await log(clear, { title: 'At the end' });
  for (const { who, viewer } of viewers) {
    await viewer.until(({ titles }) => titles().includes('At the end'));
    const board = await boardAfter(viewer, store, who);
    const allowed = await allEvents(store, who);
    expect(board.rows, who.name).toEqual(allowed.map(({ id }) => id));
    expect([...board.events.values()], who.name).toEqual(expect.arrayContaining(allowed));
    expect(board.events.get(last)).toMatchObject({ title: 'At the end' });
    expect(viewer.titles().filter((title) => /Imported|Changed/.test(title))).toEqual([]);
    expect(refetchesOf(viewer)).toBeLessThanOrEqual(rounds);
  }
});

test('boards are sent one refetch for all that was imported and changed in bulk since the last one', async ({
  store,
  clock,
  watch,
  log,
}) => {
  const viewers = [await watch(clear), await watch(amber)];
  for (let part = 0; part < 10; part += 1) await apply(store, 'import', createItems(30));
  await log(clear, { title: 'Single' });
  for (const viewer of viewers) {
    await viewer.until(({ titles }) => titles().includes('Single'));
    expect(viewer.items(), 'Held back').toMatchObject([{ op: 'upsert' }]);
  }
  clock.pass(roundMillis);
  for (const viewer of viewers) await viewer.until(() => refetchesOf(viewer) > 0);
  const bulk = (await allEvents(store, clear)).map((event) => updateItem(event, { title: 'Changed' }));
  await apply(store, 'bulk', bulk);
  await log(clear, { title: 'Single again' });
  for (const viewer of viewers) {
    await viewer.until(({ titles }) => titles().includes('Single again'));
    expect(opsOf(viewer)).toEqual(['upsert', 'refetch', 'upsert']);
  }
  clock.pass(roundMillis);
  for (const viewer of viewers) await viewer.until(() => refetchesOf(viewer) === 2);
  const [one, other] = viewers.map(({ frames }) => JSON.stringify(frames.flatMap(({ items }) => items)));
  expect(one).toBe(other);
});

test('deletions in bulk arrive at once and one by one', async ({ store, watch }) => {
  await apply(store, 'import', createItems(300));
  const viewer = await watch(clear);
  const events = await allEvents(store, clear);
  await apply(store, 'bulk', events.map(deleteItem));
  await viewer.until(({ items }) => items().length === 300);
  expect(new Set(viewer.items().map((item) => (item.op === 'retract' ? item.id : item.op)))).toEqual(
    new Set(events.map(({ id }) => id)),
  );
});

test('a bulk change of a few events is sent in full, an import of one is not', async ({
  store,
  clock,
  watch,
  log,
}) => {
  await apply(store, 'import', createItems(20));
  const viewer = await watch(clear);
  await apply(
    store,
    'bulk',
    (await allEvents(store, clear)).map((event) => updateItem(event, { title: 'Changed' })),
  );
  await viewer.until(({ titles }) => titles().length === 20);
  await apply(store, 'import', createItems(1));
  await log(clear, { title: 'Single' });
  await viewer.until(({ titles }) => titles().includes('Single'));
  clock.pass(roundMillis);
  await viewer.until(() => refetchesOf(viewer) === 1);
  expect(viewer.titles()).toEqual([...Array(20).fill('Changed'), 'Single']);
});

test('an import that a viewer may not see sends them nothing', async ({ store, clock, watch, log }) => {
  const [outsider, unnamed, named, creator] = await Promise.all(
    [clear, amber, second, red].map((who) => watch(who)),
  );
  await apply(store, 'import', createItems(30, { tlp: 'red', recipients: [second.id] }));
  await apply(store, 'import', [createItem({ title: 'Restricted', tlp: 'amber' })], strict);
  await log(clear, { title: 'Public' });
  for (const viewer of [outsider, unnamed, named, creator])
    await viewer?.until(({ titles }) => titles().includes('Public'));
  clock.pass(roundMillis);
  for (const viewer of [unnamed, named, creator]) await viewer?.until(() => refetchesOf(viewer) > 0);
  await log(clear, { title: 'Later' });
  for (const viewer of [outsider, unnamed, named, creator]) {
    await viewer?.until(({ titles }) => titles().includes('Later'));
    expect(viewer?.titles()).toEqual(['Public', 'Later']);
    expect(viewer && refetchesOf(viewer)).toBe(viewer === outsider ? 0 : 1);
  }
});

test('red events imported for named people are told to them alone', async ({ store, clock, watch, log }) => {
  const [unnamed, named] = [await watch(amber), await watch(second)];
  await apply(store, 'import', createItems(30, { tlp: 'red', recipients: [second.id] }));
  await log(clear, { title: 'Public' });
  await named.until(({ titles }) => titles().includes('Public'));
  const { length } = named.frames;
  clock.pass(roundMillis);
  await named.until(() => refetchesOf(named) === 1);
  const own = named.frames.slice(length).find(({ items }) => items.length > 0);
  expect(own?.items).toEqual([{ op: 'refetch', types: ['event'] }]);
  expect(own?.cursor, 'Outside the common stream').toBe(own?.prev);
  await log(clear, { title: 'Later' });
  await unnamed.until(({ titles }) => titles().includes('Later'));
  expect(unnamed.bytes()).not.toContain('refetch');
});

test('changes that a viewer may not see do not make theirs a bulk change', async ({
  store,
  clock,
  watch,
  log,
}) => {
  const [one, other] = [await watch(clear), await watch(strict)];
  const sent = await apply(store, 'bulk', [...createItems(3), ...createItems(40, { tlp: 'amber+strict' })]);
  await log(clear, { title: 'Single' });
  for (const viewer of [one, other]) await viewer.until(({ titles }) => titles().includes('Single'));
  clock.pass(roundMillis);
  await other.until(() => refetchesOf(other) === 1);
  expect(opsOf(other)).toEqual(['upsert', 'refetch']);
  await store.undoOperation(red, sent, 'By mistake');
  await one.until(() => opsOf(one).length === 7);
  expect(opsOf(one)).toEqual([...Array(4).fill('upsert'), ...Array(3).fill('retract')]);
});
