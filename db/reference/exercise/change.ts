import { editable } from '../../model/event/editable';
import type { Event, EventDraft } from '../../model/event/event';
import type { WrittenChange, WrittenTarget } from '../../model/exercise-files';
import { type Ids, idOf, type Surroundings, toIncident, toSource, toTarget, toThreat } from './written-event';

/**
 * The merge patch of a change at an instant (ms). It keeps what participants have edited: it adds to the summary and
 * to lists, and changes only the targets that it names.
 */
export function patchOf(
  { addition, patch, targets, actors, sources }: WrittenChange,
  current: Event,
  at: number,
  { surroundings, ids }: { surroundings: Surroundings; ids: Ids },
): Readonly<Record<string, unknown>> {
  const draft = editable(current);
  const { incident, threat, ...plain } = patch;
  return {
    ...plain,
    ...(addition === undefined ? {} : { summary: `${current.summary}\n\n${addition}`.trim() }),
    ...(targets.length === 0 ? {} : { targets: mergeTargets(draft.targets, targets, surroundings, ids) }),
    ...(actors.length === 0 ? {} : { actors: mergeActors(draft.actors ?? [], actors, ids) }),
    ...(sources.length === 0 ? {} : { sources: [...(draft.sources ?? []), ...sources.map(toSource)] }),
    ...(incident && current.incident ? { incident: toIncident(incident, at) } : {}),
    ...(threat && current.threat ? { threat: toThreat(threat, at) } : {}),
  };
}

function mergeTargets(
  current: EventDraft['targets'],
  changed: readonly WrittenTarget[],
  { cityOf, findMission }: Surroundings,
  ids: Ids,
): EventDraft['targets'] {
  const isSame = (one: { country: string; type: string }, other: { country: string; type: string }) =>
    one.country === other.country && one.type === other.type;
  const added = changed.filter((one) => !current.some((target) => isSame(target, one)));
  return [
    ...current.map((target) => {
      const change = changed.find((one) => isSame(one, target));
      if (!change) return target;
      const { country: _, type: __, visit: ___, ...rest } = change;
      return { ...target, ...rest };
    }),
    ...added.map((target) => toTarget(target, cityOf(siegeCity), findMission, ids)),
  ];
}

/** Where the siege is. */
const siegeCity = 'Kampala';

/** An actor has one role after the change. */
function mergeActors(
  current: NonNullable<EventDraft['actors']>,
  changed: WrittenChange['actors'],
  ids: Ids,
): NonNullable<EventDraft['actors']> {
  const added = changed.map(([slug, role]) => ({ actorId: idOf(ids, slug), role }));
  return [...current.filter(({ actorId }) => !added.some((one) => one.actorId === actorId)), ...added];
}
