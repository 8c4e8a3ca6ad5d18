import { openFeed } from '../feed-server';
import { expect, test } from '../feed-test';
import { openViewer } from '../viewer';
import {
  allEvents,
  amber,
  apply,
  clear,
  createItems,
  opsOf,
  red,
  refetchesOf,
  roundMillis,
  second,
} from './bulk';

test('a refetch that was held back reaches viewers who reconnect meanwhile, even to another server', async ({
  store,
  feed,
  clock,
  watch,
  log,
}) => {
  const first = await Promise.all([clear, amber, second].map((who) => watch(who)));
  await apply(store, 'import', createItems(30));
  await apply(store, 'import', createItems(30, { tlp: 'red', recipients: [second.id] }));
  await log(clear, { title: 'After the import' });
  for (const viewer of first) await viewer.until(({ titles }) => titles().includes('After the import'));
  for (const viewer of first) viewer.close();

  const back = await Promise.all([clear, amber, second].map((who, n) => watch(who, first[n]?.cursor())));
  const [gone] = await allEvents(store, clear);
  await store.deleteEvent(red, gone?.id ?? '', 1, 'By mistake');
  await log(clear, { title: 'Meanwhile' });
  for (const viewer of back) {
    await viewer.until(({ titles }) => titles().includes('Meanwhile'));
    expect(opsOf(viewer), 'All else is sent at once').toEqual(['retract', 'upsert']);
  }
  await feed.close();

  const next = await openFeed(store, clock.now);
  const again = [clear, amber, second].map((who, n) =>
    openViewer(next.url, { cursor: back[n]?.cursor(), headers: next.headersOf(who) }),
  );
  for (const viewer of again) await viewer.until(({ frames }) => frames.length > 0);
  clock.pass(roundMillis);
  for (const viewer of again) await viewer.until(() => refetchesOf(viewer) > 0);
  await log(clear, { title: 'Later' });
  for (const viewer of again) {
    await viewer.until(({ titles }) => titles().includes('Later'));
    expect(opsOf(viewer)).toEqual(['refetch', 'upsert']);
  }
  const settled = again.map((viewer) => viewer.cursor());
  for (const viewer of again) viewer.close();
  const last = [clear, amber, second].map((who, n) =>
    openViewer(next.url, { cursor: settled[n], headers: next.headersOf(who) }),
  );
  await log(clear, { title: 'At the end' });
  for (const viewer of last) {
    await viewer.until(({ titles }) => titles().includes('At the end'));
    expect(opsOf(viewer), 'Nothing is owed any more').toEqual(['upsert']);
    viewer.close();
  }
  await next.close();
});

test('a viewer who catches up receives single changes in full, and one refetch for imports', async ({
  store,
  clock,
  watch,
  log,
}) => {
  const first = await watch(clear);
  const cursor = first.cursor();
  first.close();
  const titles = Array.from({ length: 150 }, (_, n) => `Letter ${n}`);
  for (const title of titles) await log(clear, { title });
  await apply(store, 'import', createItems(300));
  await log(clear, { title: 'After the import' });
  const back = await watch(clear, cursor);
  await back.until((viewer) => viewer.titles().includes('After the import'));
  clock.pass(roundMillis);
  await back.until(() => refetchesOf(back) > 0);
  await log(clear, { title: 'Live' });
  await back.until((viewer) => viewer.titles().includes('Live'));
  expect(back.titles()).toEqual([...titles, 'After the import', 'Live']);
  expect(refetchesOf(back)).toBe(1);
});
