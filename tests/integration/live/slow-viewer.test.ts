import { localPrincipal } from '@/db/model/access/principal';
import { expect, test } from './feed-test';
import { bulk, openNetwork, letters as titles } from './stall';
import { openViewer } from './viewer';

test('a viewer who stops reading delays nobody, and receives everything once they read again', async ({
  feed,
  watch,
  log,
}) => {
  const network = await openNetwork(feed.url);
  const slow = openViewer(network.url, { origin: feed.url });
  await slow.until(({ frames }) => frames.length > 0);
  const quick = await watch(localPrincipal);

  network.stall();
  for (const title of titles) await log(localPrincipal, { title, ...bulk });
  await quick.until((viewer) => viewer.titles().length === titles.length);
  expect(quick.titles()).toEqual(titles);
  expect(slow.titles().length).toBeLessThan(titles.length);

  network.flow();
  await slow.until((viewer) => viewer.titles().length >= titles.length);
  expect(slow.titles()).toEqual(titles);
  expect(slow.frames.length, 'The viewer left the shared stream and read the journal later').toBeLessThan(
    quick.frames.length,
  );

  await log(localPrincipal, { title: 'Afterwards' });
  await slow.until((viewer) => viewer.titles().includes('Afterwards'));
  slow.close();
  await network.close();
});
