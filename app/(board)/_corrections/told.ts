import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';

/**
 * What this reader was told of on this browser: the references, by id, of what was under threat when the board was last
 * open, and of what has left it since and may need a correction. Nothing else is kept: what they may know of it is
 * judged when it is shown.
 */
export type Told = { shown: Readonly<Record<string, string>>; left: Readonly<Record<string, string>> };

const nothing: Told = { shown: {}, left: {} };
const maxKept = 2_000;

/** The key of a reader's references: several people may use one browser. */
export function keyOfReader(id: string): string {
  return `chancery.told.${id}`;
}

export function readTold(key: string): Told {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof value !== 'object' || value === null) return nothing;
    return { shown: textsOf(Reflect.get(value, 'shown')), left: textsOf(Reflect.get(value, 'left')) };
  } catch {
    // Storage may be blocked: nothing is known then but what this page has shown.
    return nothing;
  }
}

export function keepTold(key: string, told: Told): void {
  try {
    localStorage.setItem(key, JSON.stringify(told));
  } catch {
    // As above.
  }
}

/** What was told before and is no longer active has left the board; what is active again has not. */
export function toldAfter({ shown, left }: Told, active: Iterable<Event>): Told {
  const now = Object.fromEntries(
    [...active]
      // An exercise and an example leave in one action, and are no news.
      .filter((event) => event.handling === 'actual' && targetsInDanger(event).length > 0)
      .slice(0, maxKept)
      .map(({ id, ref }) => [id, ref]),
  );
  const all = Object.entries({ ...left, ...shown });
  return { shown: now, left: Object.fromEntries(all.filter(([id]) => !(id in now)).slice(-maxKept)) };
}

export function without({ shown, left }: Told, ids: readonly string[]): Told {
  return { shown, left: Object.fromEntries(Object.entries(left).filter(([id]) => !ids.includes(id))) };
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'),
  );
}
