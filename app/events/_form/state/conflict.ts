import type { Event } from '@/db/model/event/event';
import type { Linked } from '../../_record/links';
import type { NamedVisit } from '../../_record/targets';
import { withTimeZone } from '../typed/typed-moments';
import type { FormState } from './form-state';
import { stateOf } from './from-event';
import { changedFields } from './patch';
import { type EventJson, type InputContext, toInput, zoneOf } from './to-input';

/** A field that differs between two versions, with its values. */
type ConflictField = {
  /** "title", "targets", "incident.killed". */
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  isMine: boolean;
  isTheirs: boolean;
};

export type Conflict = { current: Event; fields: ConflictField[] };

type Context = {
  timeZone: string;
  now: number;
  linked: Readonly<Record<string, Linked>>;
  visits?: Readonly<Record<string, NamedVisit>>;
};

/** The fields changed by this user and by the other since the common version. */
export function conflictOf(
  { base, mine, current }: { base: Event; mine: FormState; current: Event },
  context: Context,
): Conflict {
  const before = toInput(stateOf(base, context), context).input;
  const here = toInput(mine, context).input;
  const there = toInput(stateOf(current, context), context).input;
  const byMe = new Set(changedFields(before, here));
  const byThem = new Set(changedFields(before, there));
  const differing = changedFields(here, there).map(unitOf);
  const fields = [...new Set(differing)].map((field) => ({
    field,
    base: valueAt(before, field),
    mine: valueAt(here, field),
    theirs: valueAt(there, field),
    isMine: [...byMe].some((one) => unitOf(one) === field),
    isTheirs: [...byThem].some((one) => unitOf(one) === field),
  }));
  return { current, fields };
}

/** A date and its precision count as one field. */
function unitOf(field: string): string {
  return field === 'atPrecision' ? 'at' : field;
}

function valueAt(input: EventJson | FormState, field: string): unknown {
  const [first = '', second] = field.split('.');
  const outer: unknown = Reflect.get(input, first);
  if (second === undefined) return outer ?? null;
  return typeof outer === 'object' && outer !== null ? (Reflect.get(outer, second) ?? null) : null;
}

/**
 * The current version with this user's value in each field chosen as `mine`. If the two versions have different time
 * zones, times are converted to the resulting one and keep their instants.
 */
export function merged(
  mine: FormState,
  theirs: FormState,
  chosen: Readonly<Record<string, 'mine' | 'theirs'>>,
  context: InputContext,
): FormState {
  const { now } = context;
  const to = zoneOf(chosen.location === 'mine' ? mine : theirs, context);
  const here = withTimeZone(mine, { from: zoneOf(mine, context), to, now });
  const result = structuredClone(withTimeZone(theirs, { from: zoneOf(theirs, context), to, now }));
  for (const [field, whose] of Object.entries(chosen)) {
    if (whose === 'theirs') continue;
    const [first = '', second] = field.split('.');
    const target: unknown = second === undefined ? result : Reflect.get(result, first);
    if (typeof target === 'object' && target !== null) {
      Reflect.set(target, second ?? first, structuredClone(valueAt(here, field)));
    }
  }
  return result;
}
