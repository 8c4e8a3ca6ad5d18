import { readFileSync } from 'node:fs';

/*
 * Preloaded into every thread of a server: shifts its time of day by the milliseconds in the file SHIFTED_CLOCK.
 * Monotonic clocks (performance.now(), timers) are not shifted.
 */
const file = process.env.SHIFTED_CLOCK ?? '';
const readTime = Date.now;

function now() {
  return readTime() + Number(readFileSync(file, 'utf8'));
}

Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: (target) => new target(now()).toString(),
});
