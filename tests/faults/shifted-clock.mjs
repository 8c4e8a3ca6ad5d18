import { readFileSync } from 'node:fs';

/*
 * Loaded into a server ahead of its program, in every thread: its time of day is off by as many milliseconds
 * as SHIFTED_CLOCK, a file, says at that moment. Clocks that only run, performance.now() and timers, are not.
 */
const file = process.env.SHIFTED_CLOCK ?? '';
const readTime = Date.now;

function now() {
  return readTime() + Number(readFileSync(file, 'utf8'));
}

Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (target, args, asked) => Reflect.construct(target, args.length === 0 ? [now()] : args, asked),
  apply: (target) => new target(now()).toString(),
});
