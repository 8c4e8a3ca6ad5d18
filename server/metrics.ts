import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ResetReason } from '@/db/model/journal/live';
import type { StoreLoad } from '@/db/store';

/** `common` goes to everyone of an audience, `named` to the people of a red record, `catch-up` to one viewer. */
type FrameKind = 'common' | 'named' | 'catch-up' | 'heartbeat';

/** What the live feed tells. */
export type LiveMetrics = {
  /** Once for each frame that is made, however many receive it. */
  sent(kind: FrameKind, items: number, receivers: number): void;
  /** How long after the writing of a change its frame was sent (ms). */
  waited(millis: number): void;
  /** A viewer read too slowly and left the common stream. */
  lagged(): void;
  /** A viewer read nothing for too long and was let go. */
  dropped(): void;
  reset(reason: ResetReason): void;
  /** Asked at each reading. */
  watchViewers(count: () => { following: number; catchingUp: number; backlog: number }): void;
};

type Answered = {
  method: string;
  /** The pattern of the route, never the address that was asked for: each label is a series of its own. */
  route: string;
  status: number;
  milliseconds: number;
};

export type Metrics = {
  live: LiveMetrics;
  /** One HTTP request has its answer. */
  answered(request: Answered): void;
  /** Next renders a page. */
  rendered(): void;
  watchStore(pulse: () => Promise<StoreLoad>): void;
  contentType: string;
  /** All figures in the text format of Prometheus. */
  read(): Promise<string>;
};

const resetReasons = ['epoch', 'ahead', 'chain', 'rights'] as const satisfies ResetReason[];

/** What is counted while the program runs, in a registry of its own. No label tells of a record or a person. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // To wake every 10 ms, as it does by default, took half of what an idle server takes.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 25 });
  const answers = new Counter({
    name: 'chancery_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'chancery_http_request_duration_seconds',
    help: 'Time from the arrival of an HTTP request to the end of its answer',
    labelNames: ['method', 'route'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });

  const renders = new Counter({
    name: 'chancery_page_renders_total',
    help: 'Pages rendered by Next, without files and shared sign-in pages',
    registers,
  });

  return {
    live: liveMetrics(registry),
    answered({ method, route, status, milliseconds }) {
      answers.inc({ method, route, status });
      durations.observe({ method, route }, milliseconds / 1000);
    },
    rendered: () => renders.inc(),
    watchStore: (pulse) => watchStore(registry, pulse),
    contentType: registry.contentType,
    read: () => registry.metrics(),
  };
}

function liveMetrics(registry: Registry): LiveMetrics {
  const registers = [registry];
  const labelNames = ['kind'] as const;
  const frames = new Counter({
    name: 'chancery_live_frames_total',
    help: 'Frames made: one for everyone of an audience',
    labelNames,
    registers,
  });
  const items = new Counter({
    name: 'chancery_live_items_total',
    help: 'Items in the frames made',
    labelNames,
    registers,
  });
  const deliveries = new Counter({
    name: 'chancery_live_deliveries_total',
    help: 'Frames handed to connections: one for each receiver',
    labelNames,
    registers,
  });
  const lag = new Histogram({
    name: 'chancery_live_lag_seconds',
    help: 'Time from the writing of a change, its commit included, to the sending of its frame',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const lagged = new Counter({
    name: 'chancery_live_lagging_total',
    help: 'Times that a slow viewer was taken out of the common stream',
    registers,
  });
  const dropped = new Counter({
    name: 'chancery_live_dropped_total',
    help: 'Viewers let go because they read nothing for too long',
    registers,
  });
  const resets = new Counter({
    name: 'chancery_live_resets_total',
    help: 'Viewers told to fetch the board anew',
    labelNames: ['reason'] as const,
    registers,
  });
  for (const reason of resetReasons) resets.inc({ reason }, 0);

  return {
    sent(kind, count, receivers) {
      frames.inc({ kind });
      items.inc({ kind }, count);
      deliveries.inc({ kind }, receivers);
    },
    // A clock that was set back must not lower what has been counted.
    waited: (millis) => lag.observe(Math.max(0, millis) / 1000),
    lagged: () => lagged.inc(),
    dropped: () => dropped.inc(),
    reset: (reason) => resets.inc({ reason }),
    watchViewers(count) {
      new Gauge({
        name: 'chancery_live_viewers',
        help: 'Viewers that follow the common stream, or are catching up with it',
        labelNames: ['state'] as const,
        registers,
        collect() {
          const { following, catchingUp } = count();
          this.set({ state: 'following' }, following);
          this.set({ state: 'catching-up' }, catchingUp);
        },
      });
      new Gauge({
        name: 'chancery_live_backlog_bytes',
        help: 'About what waits for viewers to read it, all together; what several wait for counts for each',
        registers,
        collect() {
          this.set(count().backlog);
        },
      });
    },
  };
}

function watchStore(registry: Registry, pulse: () => Promise<StoreLoad>): void {
  const registers = [registry];
  new Gauge({
    name: 'chancery_store_queue_calls',
    help: 'Calls that a thread of the store has not answered yet',
    labelNames: ['thread'] as const,
    registers,
    async collect() {
      const { waiting } = await pulse();
      this.set({ thread: 'writer' }, waiting.writer);
      this.set({ thread: 'reader' }, waiting.reader);
    },
  });
  new Gauge({
    name: 'chancery_store_wal_bytes',
    help: 'Size of the write-ahead log on the disk',
    registers,
    async collect() {
      this.set((await pulse()).walBytes);
    },
  });
}
