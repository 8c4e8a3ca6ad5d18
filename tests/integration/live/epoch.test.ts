import { localPrincipal } from '@/db/model/access/principal';
import { openFeed } from './feed-server';
import { expect, test } from './feed-test';
import { openViewer } from './viewer';

test('a viewer with a cursor from before a restore is reset', async ({ watch, log, store }) => {
  await log(localPrincipal, { title: 'Letter' });
  const cursor = (await watch(localPrincipal)).cursor();
  const restored = await openFeed({
    ...store,
    readIdentity: async () => ({ ...(await store.readIdentity()), epoch: 'of the restored copy' }),
  });
  const viewer = openViewer(restored.url, { cursor });
  expect(await viewer.wasReset()).toEqual({ reason: 'epoch' });
  await viewer.gone();
  await restored.close();
});
