import type { Event } from '@/db/model/event/event';
import type { Names } from '../../_names/describe';
import type { Linked } from '../../_record/links';
import type { FormState } from './form-state';

/** The known names of missions, actors, visits and linked events. */
export function namesOf(
  forms: readonly FormState[],
  events: readonly Event[],
  linked: Readonly<Record<string, Linked>>,
  people: Names['people'],
): Names {
  const missions = [
    ...events.flatMap(({ targets }) =>
      targets.flatMap(({ missionId, mission, country }) =>
        missionId && mission ? [[missionId, { ...mission, country }] as const] : [],
      ),
    ),
    ...forms.flatMap(({ targets }) =>
      targets.flatMap(({ mission }) =>
        mission ? [[mission.id, { ...mission, country: mission.sending }] as const] : [],
      ),
    ),
  ];
  const actors = [...events, ...forms].flatMap((one) =>
    one.actors.map(({ actorId, name }) => [actorId, name] as const),
  );
  const visits = forms.flatMap(({ targets }) =>
    targets.flatMap(({ visit }) => (visit && visit.title !== '' ? [[visit.id, visit.title] as const] : [])),
  );
  const links = [
    ...Object.entries(linked).map(([id, { ref }]) => [id, ref] as const),
    ...forms.flatMap(({ incident, threat }) =>
      [...(incident?.realises ?? []), ...(threat?.realisedBy ?? [])].map(({ id, ref }) => [id, ref] as const),
    ),
  ];
  return {
    missions: Object.fromEntries(missions),
    actors: Object.fromEntries(actors),
    visits: Object.fromEntries(visits),
    events: Object.fromEntries(links),
    people,
  };
}
