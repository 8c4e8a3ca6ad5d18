import { systemPrincipal } from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
import type { Event } from '@/db/model/event/event';
import type { WrittenChange } from '@/db/model/exercise-files';
import { patchOf } from '@/db/reference/exercise/change';
import type { Scenario, ScenarioStep } from '@/db/reference/exercise/scenario';
import type { Ids } from '@/db/reference/exercise/written-event';
import type { Store } from '@/db/store';
import type { ExerciseStep } from '@/db/store-exercise';
import { patchEvent } from '../events/edit-event';

export type StepItems = Pick<ExerciseStep, 'records' | 'items' | 'reason'>;

/** What the store is asked to write for a step of the scenario at an instant (ms). */
export async function itemsOf(
  store: Pick<Store, 'getEvent'>,
  scenario: Scenario,
  { step, at, ids }: { step: number; at: number; ids: Ids },
): Promise<StepItems> {
  const { actors, visits, events, change } = scenario.makeStep(step, at, ids);
  return {
    records: [...actors.map(asActor), ...visits.map(asVisit)],
    items: [
      ...events.map(({ slug, input }) => ({
        name: slug,
        item: { type: 'event', act: 'create', input } as const,
      })),
      ...(change ? await changesOf(store, scenario, { change, at, ids }) : []),
    ],
    reason: change?.reason ?? null,
  };
}

function asActor({ slug, input }: ScenarioStep['actors'][number]) {
  return { name: slug, type: 'actor', input } as const;
}

function asVisit({ slug, input }: ScenarioStep['visits'][number]) {
  return { name: slug, type: 'visit', input } as const;
}

/** None, if participants have deleted the event, made it a real one, or edited it so that the change no longer fits. */
async function changesOf(
  store: Pick<Store, 'getEvent'>,
  { surroundings }: Scenario,
  { change, at, ids }: { change: WrittenChange; at: number; ids: Ids },
): Promise<StepItems['items']> {
  const current = await findExercise(store, ids[change.change]);
  if (current === null) return [];
  try {
    const input = patchEvent(current, patchOf(change, current, at, { surroundings, ids }));
    const { id, version } = current;
    return [{ name: null, item: { type: 'event', act: 'update', id, version, input } }];
  } catch (error) {
    if (isAppError(error) && error.kind === 'invalid') return [];
    throw error;
  }
}

async function findExercise(store: Pick<Store, 'getEvent'>, id: string | undefined): Promise<Event | null> {
  if (id === undefined) return null;
  try {
    const event = await store.getEvent(systemPrincipal, id);
    return event.handling === 'exercise' ? event : null;
  } catch (error) {
    if (isAppError(error) && error.kind === 'not-found') return null;
    throw error;
  }
}
