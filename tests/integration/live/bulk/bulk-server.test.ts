import { randomUUID } from 'node:crypto';
import { localPrincipal as local } from '@/db/model/access/principal';
import { openAt } from '../../store/sqlite';
import { cursorIn, expect, processTest } from '../live-test';
import { apply, createItems, opsOf } from './bulk';

processTest(
  'an import by another process reaches boards as one refetch, even those that return after the server was killed',
  async ({ server, watch, log, api }) => {
    const [first, second] = [await watch(), await watch()];
    const polled = cursorIn(await api.get('/api/feed'));
    const store = await openAt(server.dataDir);
    await apply(store, 'import', createItems(300), local);
    await log('After the import');
    for (const viewer of [first, second])
      await viewer.until(({ titles }) => titles().includes('After the import'));
    const isEarly = !opsOf(second).includes('refetch');
    const cursor = second.cursor();
    second.close();
    await first.until(() => opsOf(first).includes('refetch'));
    expect(opsOf(first).toSorted()).toEqual(['refetch', 'upsert']);
    expect(await api.get(`/api/feed?after=${polled}`)).toMatchObject({
      body: { items: [{ op: 'upsert' }, { op: 'refetch', types: ['event'] }] },
    });
    await store.close();
    await server.kill();
    await server.restart();
    const back = await watch({ cursor });
    const title = randomUUID();
    await log(title);
    await back.until(({ titles }) => titles().includes(title));
    if (isEarly) await back.until(() => opsOf(back).includes('refetch'));
    expect(opsOf(back).toSorted()).toEqual(isEarly ? ['refetch', 'upsert'] : ['upsert']);
  },
);
