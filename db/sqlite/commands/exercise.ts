import { and, eq, inArray } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { systemId } from '../../model/access/principal-ids';
import { visible } from '../../model/access/visible';
import { failure } from '../../model/errors';
import type { ExerciseSettings } from '../../model/exercise';
import { eventMarking } from '../../rules/event/event-marking';
import { recordOf } from '../../rules/event/named-record';
import type { ExerciseState, ExerciseStep, RemovalAnswer, RemovalPart } from '../../store-exercise';
import type { RefusedItem } from '../../store-operations';
import type { Db } from '../client';
import { createExerciseQuery, exerciseKey, type StoredExercise } from '../queries/exercise';
import type { RecordWriters } from '../records/record-commands';
import { events } from '../schema/events';
import { meta } from '../schema/reference';
import type { BatchCommands } from './batches';
import type { EventCommands } from './events';
import type { createNamedRemoval } from './named-removal';

const reason = 'Exercise removed';

/** The key of the ids of actors and visits that exercises have written and that are still there, in `meta`. */
const recordsKey = 'exercise records';

type Parts = RecordWriters &
  Pick<BatchCommands, 'applyBatch'> & {
    removeEvent: EventCommands['remove'];
    namedRemoval: ReturnType<typeof createNamedRemoval>;
  };

/** The commands on the exercise. Call each inside one immediate transaction. */
export function createExerciseCommands(db: Db, { writerOf, applyBatch, removeEvent, namedRemoval }: Parts) {
  const { findExercise } = createExerciseQuery(db);
  const { removeVisits, removeActors } = namedRemoval;

  function startExercise(by: Principal, settings: ExerciseSettings): ExerciseState {
    if (findExercise()) throw failure('exercise-exists');
    const state: ExerciseState = {
      id: newUuid(),
      startedBy: { id: by.id, name: by.name },
      settings,
      // A red record of the local principal would be visible to nobody once the first account exists.
      recipient: by.kind === 'person' ? by.id : (by.ownerId ?? null),
      phase: 'preparing',
      step: 0,
      clock: null,
      ids: {},
    };
    save(state);
    return state;
  }

  function advanceExercise(
    by: Principal,
    { id, step }: { id: string; step: number },
    work: ExerciseStep,
  ): { state: ExerciseState; refused: readonly RefusedItem[] } | null {
    const state = findExercise();
    if (state?.id !== id || state.step !== step || state.phase === 'removing') return null;
    const { applied, refused } = applyBatch(by, {
      // Boards fetch an import as a whole; a bulk change of a few records reaches them like single changes.
      ...(work.isPreparation ? { operation: 'import', operationId: id } : { operation: 'bulk' }),
      mode: 'all-or-nothing',
      reason: work.reason,
      items: work.items.map(({ item }) => item),
    });
    if (refused.length > 0) return { state, refused };
    const made = work.records.map((one) => ({ ...one, id: insert(one) }));
    saveRecords([...findRecords(), ...made.map(({ type, id: recordId }) => ({ type, id: recordId }))]);
    const named = applied.flatMap(({ index, id: eventId }) => {
      const name = work.items[index]?.name ?? null;
      return name === null ? [] : [{ name, id: eventId }];
    });
    const next: ExerciseState = {
      ...state,
      clock: work.clock,
      step: step + 1,
      phase: work.phase,
      ids: { ...state.ids, ...Object.fromEntries([...made, ...named].map((one) => [one.name, one.id])) },
    };
    save(next);
    return { state: next, refused };
  }

  function removeExercise(by: Principal, { exercise, ids, isLast }: RemovalPart): RemovalAnswer {
    const state = findExercise();
    // Another removal has ended this exercise, and somebody has started the next.
    if (state && state.id !== exercise) return { removed: 0, heldMillis: 0 };
    if (state && state.phase !== 'removing') save({ ...state, phase: 'removing' });
    const answer: RemovalAnswer = { removed: 0, heldMillis: 0 };
    const rows = db
      .select()
      .from(events)
      .where(and(inArray(events.id, [...ids]), eq(events.handling, 'exercise'), eq(events.isDeleted, false)))
      .all();
    for (const row of rows) {
      const isSeen = visible(by, eventMarking({ ...row, record: recordOf(row.record) }));
      if (!isSeen && row.createdBy !== systemId) continue;
      removeEvent(row, by, reason);
      if (isSeen) answer.removed += 1;
    }
    if (isLast) {
      removeRecords(by);
      db.delete(meta).where(eq(meta.key, exerciseKey)).run();
    }
    return answer;
  }

  /** Removes the visits and actors of exercises that no event keeps. */
  function removeRecords(by: Principal): void {
    const of = (type: KeptRecord['type']) =>
      findRecords().flatMap((one) => (one.type === type ? one.id : []));
    const visits = removeVisits(by, of('visit'), reason);
    const actors = removeActors(by, of('actor'), reason);
    saveRecords([
      ...visits.map((id) => ({ type: 'visit' as const, id })),
      ...actors.map((id) => ({ type: 'actor' as const, id })),
    ]);
  }

  function insert({ type, input }: ExerciseStep['records'][number]): string {
    const options = { isJournalled: true };
    return type === 'actor'
      ? writerOf(type).insertUnchecked(null, input, options).id
      : writerOf(type).insertUnchecked(null, input, options).id;
  }

  function save({ startedBy, ...state }: ExerciseState): void {
    put(exerciseKey, { ...state, startedBy: startedBy.id } satisfies StoredExercise);
  }

  function findRecords(): KeptRecord[] {
    const row = db.select().from(meta).where(eq(meta.key, recordsKey)).get();
    return JSON.parse(row?.value ?? '[]');
  }

  function saveRecords(records: readonly KeptRecord[]): void {
    put(recordsKey, records);
  }

  function put(key: string, content: unknown): void {
    const value = JSON.stringify(content);
    db.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
  }

  return { startExercise, advanceExercise, removeExercise };
}

type KeptRecord = Pick<ExerciseStep['records'][number], 'type'> & { id: string };
