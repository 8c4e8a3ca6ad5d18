import { expect } from '@playwright/test';
import { localPrincipal } from '@/db/model/access/principal';
import { backlogLimit } from '@/server/live/backlog';
import { expectMetrics, parseMetrics } from '../figures';
import { people } from '../store/records';
import { test as overStore } from './feed-test';
import { test } from './live-test';
import { bulk, letters, openNetwork } from './stall';
import { openViewer } from './viewer';

const [, , amber] = people;
if (!amber) throw new Error('The people of the store tests have changed');

test('each frame is counted once for its audience and once for each delivery', async ({
  api,
  watch,
  log,
}) => {
  const read = async () => (await api.get('/api/metrics')).body;
  const viewers = [await watch(), await watch(), await watch()];
  await expectMetrics(read, {
    'chancery_live_viewers{state="following"}': 3,
    'chancery_live_viewers{state="catching-up"}': 0,
    'chancery_live_frames_total{kind="catch-up"}': 3,
    chancery_live_lag_seconds_count: 0,
  });

  const start = viewers[0]?.cursor();
  for (const title of ['One', 'Two', 'Three', 'Four']) {
    await log(title);
    for (const viewer of viewers) await viewer.until(({ titles }) => titles().includes(title));
  }
  await watch({ cursor: start });
  await expectMetrics(read, {
    'chancery_live_viewers{state="following"}': 4,
    'chancery_live_frames_total{kind="common"}': 4,
    'chancery_live_items_total{kind="common"}': 4,
    'chancery_live_deliveries_total{kind="common"}': 12,
    'chancery_live_frames_total{kind="catch-up"}': 4,
    'chancery_live_items_total{kind="catch-up"}': 4,
    'chancery_live_deliveries_total{kind="catch-up"}': 4,
    chancery_live_lag_seconds_count: 4,
    'chancery_live_lag_seconds_bucket{le="+Inf"}': 4,
    chancery_live_lagging_total: 0,
    chancery_live_dropped_total: 0,
    'chancery_live_resets_total{reason="rights"}': 0,
  });

  for (const viewer of viewers) viewer.close();
  await expectMetrics(read, { 'chancery_live_viewers{state="following"}': 1 });
});

overStore(
  'a red event is counted as a named frame, and lost rights as a reset',
  async ({ feed, watch, log }) => {
    const named = await watch(amber);
    await watch(localPrincipal);
    await log(amber, { title: 'For one', tlp: 'red', recipients: [amber.id] });
    await named.until(({ titles }) => titles().includes('For one'));
    await expectMetrics(feed.metrics, {
      'chancery_live_frames_total{kind="named"}': 1,
      'chancery_live_items_total{kind="named"}': 1,
      'chancery_live_deliveries_total{kind="named"}': 1,
      chancery_live_lag_seconds_count: 1,
    });

    feed.setRights(amber, 'clear');
    await named.wasReset();
    await expectMetrics(feed.metrics, { 'chancery_live_resets_total{reason="rights"}': 1 });
  },
);

test.describe('with one second to stall', () => {
  test.use({ env: { STALLED_SECONDS: '1' } });

  test('a stalled viewer is disconnected and counted, and later receives what they missed', async ({
    server,
    api,
    watch,
    log,
  }) => {
    const network = await openNetwork(server.url);
    const { host } = new URL(server.url);
    const stalled = openViewer(network.url, { origin: server.url, headers: { host } });
    await stalled.until(({ frames }) => frames.length > 0);
    network.stall();
    for (const title of letters) await log(title, bulk);
    await expectMetrics(async () => (await api.get('/api/metrics')).body, {
      chancery_live_dropped_total: 1,
      'chancery_live_viewers{state="following"}': 0,
      'chancery_live_viewers{state="catching-up"}': 0,
      chancery_live_backlog_bytes: 0,
    });
    expect(server.log()).toContain('A viewer stalled and is disconnected');
    network.flow();
    await stalled.gone();
    const back = await watch({ cursor: stalled.cursor() });
    await back.until((viewer) => viewer.titles().includes(letters.at(-1) ?? ''));
    expect([...stalled.titles(), ...back.titles()]).toEqual(letters);
    await network.close();
  });
});

overStore(
  'a viewer who stops reading is counted as lagging, and their backlog stays small',
  async ({ feed, watch, log }) => {
    const network = await openNetwork(feed.url);
    const slow = openViewer(network.url, { origin: feed.url });
    await slow.until(({ frames }) => frames.length > 0);
    const quick = await watch(localPrincipal);
    network.stall();
    // One frame each: changes that arrive together share a frame, however large it is.
    for (const title of letters) {
      await log(localPrincipal, { title, ...bulk });
      await quick.until((viewer) => viewer.titles().includes(title));
    }
    await expectMetrics(feed.metrics, {
      chancery_live_lagging_total: 1,
      'chancery_live_viewers{state="following"}': 1,
      'chancery_live_viewers{state="catching-up"}': 1,
    });
    // Of the 15 MB sent: the limit, and one or two frames with several changes.
    const backlog = parseMetrics(await feed.metrics()).get('chancery_live_backlog_bytes');
    expect(backlog).toBeGreaterThan(backlogLimit);
    expect(backlog).toBeLessThan(3 * backlogLimit);
    slow.close();
    await network.close();
  },
);
