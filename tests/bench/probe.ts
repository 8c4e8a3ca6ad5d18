import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';
import type { Usage } from './data/shapes';
import { handleRequests } from './handle-requests';

const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
let cpu = process.cpuUsage();
let since = performance.now();
// Worker threads load this too; a thousand samples a second in each would dominate an idle server's usage.
if (isMainThread) delay.enable();

/**
 * Loaded before a measured server, to report the resources of its process. Garbage is collected only for `memory`,
 * because V8 spends about 100 ms of processor time after a collection, which would count as the server's.
 */
handleRequests({
  usage: (): Usage => {
    const used = process.cpuUsage(cpu);
    const wall = performance.now() - since;
    const late = (nanos: number) => Math.max(0, nanos / 1e6 - resolution);
    const loop = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) };
    delay.reset();
    cpu = process.cpuUsage();
    since = performance.now();
    return { cpu: (used.user + used.system) / 1_000, wall, loop };
  },
  memory: (): number => {
    globalThis.gc?.();
    return process.memoryUsage.rss();
  },
});
