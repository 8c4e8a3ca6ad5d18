import { expect } from '@playwright/test';
import { pino } from 'pino';
import type { Frame } from '@/db/model/journal/live';
import { createHub } from '@/server/live/hub';
import { createSeal } from '@/server/live/seal';
import { createMetrics } from '@/server/metrics';
import { people } from '../store/records';
import { test } from './feed-test';

const [clear, , amber] = people;
if (!clear || !amber) throw new Error('The people of the store tests have changed');

test('an event marked red while it is sent to thousands reaches nobody later in its old version', async ({
  store,
  log,
  change,
}) => {
  const sent: { frame: Frame; isMarked: boolean }[] = [];
  let isMarked = false;
  const { epoch, sealKey } = await store.readIdentity();
  const hub = createHub({
    store,
    seal: createSeal(sealKey),
    epoch,
    log: pino({ level: 'silent' }),
    metrics: createMetrics().live,
    sender: {
      toRoom: (_, frame) => {
        sent.push({ frame, isMarked });
        // Blocks for about as long as sending to so many viewers takes.
        for (const started = performance.now(); performance.now() - started < 4; );
      },
      toPerson: () => {},
      reset: () => {},
    },
  });
  await hub.start();
  await hub.runExclusive(async () => {
    for (let n = 0; n < 25_000; n += 1) {
      hub.enter({ audience: 'amber', who: () => amber, refresh: async () => {}, inspect: () => {} });
    }
  });
  const id = await log(clear, { title: 'Public' });
  await change(clear, id, 1, { title: 'Restricted', tlp: 'red', recipients: [] });
  isMarked = true;
  await expect.poll(() => sent.at(-1)?.frame.items).toMatchObject([{ op: 'retract', id, version: 2 }]);
  await hub.close();
  const first = sent.filter(({ frame }) => frame.items.some(({ op }) => op === 'upsert'));
  expect(first.length, 'Some of it was sent before the marking').toBeGreaterThan(0);
  expect(first.filter((one) => one.isMarked)).toEqual([]);
  const chained = sent.filter(({ frame }, index) => frame.prev !== sent[index - 1]?.frame.prev);
  for (const [index, { frame }] of chained.entries()) {
    if (index > 0) expect(frame.prev).toBe(chained[index - 1]?.frame.cursor);
  }
});
