import { createTable } from './table';

/**
 * The columns of events that answers need today. Entries contain more: to use it, add a column here and fill it in
 * `put` of columns.ts. `n` is the store's row number; times are in ms; `position` is a
 * code of positions.ts; `precision` and `atPrecision` are indexes of the words. `attackTypes` has a bit for
 * each type; `killed` are at least so many. A threat spans `spanFrom` to `spanTo`, which is NaN while it is current.
 */
export function createRows() {
  return createTable((capacity) => ({
    n: new Uint32Array(capacity),
    profile: new Uint16Array(capacity),
    host: new Uint16Array(capacity),
    at: new Float64Array(capacity),
    activityAt: new Float64Array(capacity),
    position: new Uint32Array(capacity),
    precision: new Uint8Array(capacity),
    firstTarget: new Uint32Array(capacity),
    targetCount: new Uint8Array(capacity),
    firstActor: new Uint32Array(capacity),
    actorCount: new Uint8Array(capacity),
    firstTag: new Uint32Array(capacity),
    tagCount: new Uint8Array(capacity),
    atPrecision: new Uint8Array(capacity),
    attackTypes: new Uint16Array(capacity),
    killed: new Uint32Array(capacity),
    spanFrom: new Float64Array(capacity),
    spanTo: new Float64Array(capacity),
  }));
}

export function createTargetRows() {
  return createTable((capacity) => ({
    country: new Uint16Array(capacity),
    type: new Uint8Array(capacity),
    mission: new Uint32Array(capacity),
  }));
}

export function createActorRows() {
  return createTable((capacity) => ({ actor: new Uint32Array(capacity) }));
}

export function createTagRows() {
  return createTable((capacity) => ({ tag: new Uint32Array(capacity) }));
}
