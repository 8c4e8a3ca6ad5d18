import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ResetReason } from '@/db/model/journal/live';
import type { Store } from '@/db/store';

/** `common` goes to all viewers of an audience, `named` to the recipients of a red record, `catch-up` to one viewer. */
type FrameKind = 'common' | 'named' | 'catch-up' | 'heartbeat';

/** The metrics of the live feed. */
export type LiveMetrics = {
  /** Call it once per frame, whatever the number of receivers. */
  sent(kind: FrameKind, items: number, receivers: number): void;
  /** The time from writing a change to sending its frame (ms). */
  delayed(millis: number): void;
  /** A viewer read too slowly and left the common stream. */
  lagged(): void;
  /** A viewer stalled and was disconnected. */
  dropped(): void;
  reset(reason: ResetReason): void;
  /** `count` is called each time the metrics are read. */
  watchViewers(count: () => { following: number; catchingUp: number; backlog: number }): void;
};

type HttpResponse = {
  method: string;
  /** The pattern of the route, never the requested path: each label value is a separate time series. */
  route: string;
  status: number;
  milliseconds: number;
};

export type Metrics = {
  live: LiveMetrics;
  /** An HTTP response was sent. */
  responded(response: HttpResponse): void;
  /** Next rendered a page. */
  rendered(): void;
  watchStore(store: Pick<Store, 'readMetrics'>): Promise<void>;
  contentType: string;
  /** All metrics in the text format of Prometheus. */
  read(): Promise<string>;
};

const resetReasons = ['epoch', 'ahead', 'chain', 'rights'] as const satisfies ResetReason[];

let processMetrics: Registry | undefined;

/** The metrics of the process, such as its memory. They are collected once, however many servers run in the process. */
function watchProcess(): Registry {
  if (processMetrics) return processMetrics;
  processMetrics = new Registry();
  // The default of 10 ms used half of the processor time of an idle server.
  collectDefaultMetrics({ register: processMetrics, eventLoopMonitoringPrecision: 25 });
  return processMetrics;
}

/** The metrics of a server, together with those of its process. No label contains data of a record or a person. */
export function createMetrics(): Metrics {
  const ofProcess = watchProcess();
  const registry = new Registry();
  const registers = [registry];
  const responses = new Counter({
    name: 'chancery_http_requests_total',
    help: 'HTTP requests with a response',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'chancery_http_request_duration_seconds',
    help: 'Time from the arrival of an HTTP request to the end of its response',
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
    responded({ method, route, status, milliseconds }) {
      responses.inc({ method, route, status });
      durations.observe({ method, route }, milliseconds / 1000);
    },
    rendered: () => renders.inc(),
    watchStore: (store) => watchStore(registry, store),
    contentType: registry.contentType,
    read: async () => `${await ofProcess.metrics()}\n${await registry.metrics()}`,
  };
}

function liveMetrics(registry: Registry): LiveMetrics {
  const registers = [registry];
  const labelNames = ['kind'] as const;
  const frames = new Counter({
    name: 'chancery_live_frames_total',
    help: 'Frames created, one for all viewers of an audience',
    labelNames,
    registers,
  });
  const items = new Counter({
    name: 'chancery_live_items_total',
    help: 'Items in the frames created',
    labelNames,
    registers,
  });
  const deliveries = new Counter({
    name: 'chancery_live_deliveries_total',
    help: 'Frames sent to connections, one per receiver',
    labelNames,
    registers,
  });
  const lag = new Histogram({
    name: 'chancery_live_lag_seconds',
    help: 'Time from writing a change, including its commit, to sending its frame',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const lagged = new Counter({
    name: 'chancery_live_lagging_total',
    help: 'Times that a slow viewer was removed from the common stream',
    registers,
  });
  const dropped = new Counter({
    name: 'chancery_live_dropped_total',
    help: 'Viewers disconnected because they stalled',
    registers,
  });
  const resets = new Counter({
    name: 'chancery_live_resets_total',
    help: 'Viewers told to fetch the board again',
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
    // Never negative, even if the clock was set back.
    delayed: (millis) => lag.observe(Math.max(0, millis) / 1000),
    lagged: () => lagged.inc(),
    dropped: () => dropped.inc(),
    reset: (reason) => resets.inc({ reason }),
    watchViewers(count) {
      new Gauge({
        name: 'chancery_live_viewers',
        help: 'Viewers that follow the common stream or catch up with it',
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
        help: 'Approximate size of all send buffers of viewers; a frame counts once per viewer',
        registers,
        collect() {
          this.set(count().backlog);
        },
      });
    },
  };
}

/** Adds a gauge for each metric of the store. */
async function watchStore(registry: Registry, { readMetrics }: Pick<Store, 'readMetrics'>): Promise<void> {
  const metrics = new Map((await readMetrics()).map((metric) => [metric.name, metric]));
  for (const { name, help, labels = {} } of metrics.values()) {
    new Gauge({
      name,
      help,
      labelNames: Object.keys(labels),
      registers: [registry],
      async collect() {
        for (const metric of await readMetrics())
          if (metric.name === name) this.set(metric.labels ?? {}, metric.value);
      },
    });
  }
}
