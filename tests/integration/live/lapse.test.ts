import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import { expect, processTest, test } from './live-test';

/** A validity that ends in so many milliseconds from now, or has ended if negative. */
const endsIn = (millis: number) => ({ threat: { validUntil: new Date(Date.now() + millis).toISOString() } });
const far = 3_600_000;
const past = -1;

test('a threat lapses automatically when its validity ends, and every viewer sees it', async ({
  watch,
  log,
}) => {
  const viewer = await watch();
  const logged = await log('Letter', endsIn(1500));
  await log('Letter without an end');
  await viewer.until(({ items }) => items().some(isLapsed));
  const lapsed = viewer.items().filter(isLapsed);
  expect(lapsed).toMatchObject([
    { event: { id: logged.id, version: 2, threat: { status: 'lapsed' }, updatedBy: { name: 'Chancery' } } },
  ]);
  const [last] = lapsed;
  expect(last?.op === 'upsert' && last.event.threat?.lapsedAt).toBeTruthy();
});

test('a threat stays current when its validity is extended, and lapses when it is shortened', async ({
  watch,
  log,
  change,
}) => {
  const viewer = await watch();
  const first = await log('First', endsIn(far));
  const second = await log('Second', endsIn(far / 2));
  await change(second, endsIn(far));
  await change(first, endsIn(past));
  await viewer.until(({ items }) => items().some(isLapsed));
  expect(viewer.items().filter(isLapsed)).toMatchObject([{ event: { id: first.id, version: 3 } }]);
});

processTest(
  'a threat whose validity ended while the server was down has lapsed in the first response',
  async ({ server, api, log, watch }) => {
    /** Kills the server while the threat is current; retries with a later end if the machine was too slow. */
    async function logAndKill(millis = 1_000): Promise<{ logged: Event; cursor: string; end: number }> {
      const viewer = await watch();
      const logged = await log('Letter', endsIn(millis));
      const end = Date.parse(logged.threat?.validUntil ?? '');
      await viewer.until(({ items }) => items().length > 0);
      await server.kill();
      if (Date.now() < end) return { logged, cursor: viewer.cursor(), end };
      await server.restart();
      return logAndKill(millis * 2);
    }
    const { logged, cursor, end } = await logAndKill();
    await expect.poll(() => Date.now()).toBeGreaterThan(end);
    await server.restart();
    const { items } = z.looseObject({ items: z.array(event) }).parse((await api.get('/api/events')).body);
    const [listed] = items.filter(({ id }) => id === logged.id);
    expect(listed).toMatchObject({ version: 2, threat: { status: 'lapsed' } });
    const back = await watch({ cursor });
    await back.until(({ items: seen }) => seen().length > 0);
    expect(back.items()).toMatchObject([{ op: 'upsert', event: { id: logged.id, version: 2 } }]);
  },
);

processTest('a threat logged by another process lapses too', async ({ server, startProcess, watch, log }) => {
  const other = await startProcess({ dataDir: server.dataDir, seed: 'none' });
  const viewer = await watch();
  const logged = await log('From there', endsIn(1_500), other.url);
  await other.kill();
  await viewer.until(({ items }) => items().some(isLapsed));
  expect(viewer.items().at(-1)).toMatchObject({ event: { id: logged.id } });
});

function isLapsed(item: FeedItem): boolean {
  return item.op === 'upsert' && item.event.threat?.status === 'lapsed';
}
