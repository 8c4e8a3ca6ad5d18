import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import type { Meter } from './data/shapes';
import { answering } from './figures/answering';

const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
let cpu = process.cpuUsage();
let since = performance.now();
// Threads load this too, and a thousand looks a second in each would be most of what an idle server uses.
if (isMainThread) delay.enable();

/**
 * Loaded ahead of a server under measurement: tells what the process uses. Garbage is collected only where
 * memory is asked for: after a collection V8 sweeps on for some 100 ms of processor time, which are not the server's.
 */
answering({
  meter: (): Meter => {
    const used = process.cpuUsage(cpu);
    const wall = performance.now() - since;
    const late = (nanos: number) => Math.max(0, nanos / 1e6 - resolution);
    const loop = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) };
    delay.reset();
    cpu = process.cpuUsage();
    since = performance.now();
    return { cpu: (used.user + used.system) / 1_000, wall, loop };
  },
  /** Bytes that are resident once garbage is collected. */
  weigh: (): number => {
    globalThis.gc?.();
    return process.memoryUsage.rss();
  },
});
