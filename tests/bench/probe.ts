import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { answering } from './answering';
import type { Meter } from './shapes';

const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
let cpu = process.cpuUsage();
let since = performance.now();
delay.enable();

/** Loaded ahead of a server under measurement: tells what the process uses. */
answering({
  meter: (): Meter => {
    const used = process.cpuUsage(cpu);
    const wall = performance.now() - since;
    const late = (nanos: number) => Math.max(0, nanos / 1e6 - resolution);
    const loop = { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) };
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    delay.reset();
    cpu = process.cpuUsage();
    since = performance.now();
    return { cpu: (used.user + used.system) / 1_000, wall, loop, rss, heap: heapUsed + external };
  },
});
