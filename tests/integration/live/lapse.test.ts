import * as z from 'zod';
import { event } from '@/db/model/event';
import { expect, test } from './live-test';

const soon = (millis: number) => ({ threat: { validUntil: new Date(Date.now() + millis).toISOString() } });

test('a threat lapses by itself when its validity ends, before the eyes of every viewer', async ({
  watch,
  log,
}) => {
  const viewer = await watch();
  const logged = await log('Letter', soon(1500));
  await log('Letter without an end');
  await viewer.until(({ items }) => items().length === 3);
  const last = viewer.items().at(-1);
  expect(last).toMatchObject({
    op: 'upsert',
    event: { id: logged.id, version: 2, threat: { status: 'lapsed' }, updatedBy: { name: 'Chancery' } },
  });
  expect(last?.op === 'upsert' && last.event.threat?.statusReason).toBeTruthy();
});

test('a validity that is put off keeps a threat current, and one that is brought forward ends it', async ({
  watch,
  log,
  change,
}) => {
  const viewer = await watch();
  const far = await log('Far', soon(3_600_000));
  const near = await log('Near', soon(2_000));
  await change(near, soon(3_600_000));
  await change(far, soon(1_000));
  await viewer.until(({ items }) =>
    items().some((item) => item.op === 'upsert' && item.event.threat?.status === 'lapsed'),
  );
  const lapsed = viewer
    .items()
    .filter((item) => item.op === 'upsert' && item.event.threat?.status === 'lapsed');
  expect(lapsed).toMatchObject([{ event: { id: far.id, version: 3 } }]);
});

test('a threat whose validity ended while the server was down has lapsed before its first answer', async ({
  server,
  api,
  log,
  watch,
}) => {
  const viewer = await watch();
  const logged = await log('Letter', soon(1_000));
  await viewer.until(({ items }) => items().length === 1);
  const cursor = viewer.cursor();
  await server.kill();
  const ends = Date.parse(logged.threat?.validUntil ?? '');
  await expect.poll(() => Date.now()).toBeGreaterThan(ends);
  await server.restart();
  const listed = z.looseObject({ items: z.array(event) }).parse((await api.get('/api/events')).body);
  expect(listed.items).toMatchObject([{ id: logged.id, version: 2, threat: { status: 'lapsed' } }]);
  const back = await watch({ cursor });
  expect(back.items()).toMatchObject([{ op: 'upsert', event: { id: logged.id, version: 2 } }]);
});

test('what another process logs lapses too', async ({ server, startServer, watch, log }) => {
  const other = await startServer({ dataDir: server.dataDir, seed: 'none' });
  const viewer = await watch();
  const logged = await log('From there', soon(1_500), other.url);
  await other.kill();
  await viewer.until(({ items }) =>
    items().some((item) => item.op === 'upsert' && item.event.threat?.status === 'lapsed'),
  );
  expect(viewer.items().at(-1)).toMatchObject({ event: { id: logged.id } });
});
