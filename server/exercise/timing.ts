import type { ExerciseClock, ExerciseState } from '@/db/store-exercise';

const minuteMillis = 60_000;

type Timed = Pick<ExerciseState, 'settings'> & { clock: ExerciseClock };

/** When a minute of the siege is due on the machine's clock (ms); never, if it is held before that minute. */
export function dueAt({ settings: { speed, minute: first }, clock }: Timed, minute: number): number {
  const minutes = minute - first;
  if (minutes <= 0) return clock.began + clock.paused;
  return speed === 0
    ? Number.POSITIVE_INFINITY
    : clock.began + clock.paused + (minutes * minuteMillis) / speed;
}

/** The instant of a minute of the siege in the records (ms). What happened before its first minute lies before it. */
export function recordedAt({ settings: { speed, minute: first }, clock }: Timed, minute: number): number {
  return clock.at + clock.paused + ((minute - first) * minuteMillis) / (speed || 1);
}

/** The minute of the siege at an instant of the machine's clock (ms). */
export function minuteAt({ settings: { speed, minute: first }, clock }: Timed, now: number): number {
  const passed = Math.max(0, now - clock.began - clock.paused);
  return first + (passed * speed) / minuteMillis;
}

/** The clock of an exercise that goes on now from a minute whose step is written: the time since then is a pause. */
export function resumed({ settings, clock }: Timed, minute: number, now: number): ExerciseClock {
  const late = now - dueAt({ settings, clock }, minute);
  return late > 0 && Number.isFinite(late) ? { ...clock, paused: clock.paused + late } : clock;
}
