import type { Event } from '@/db/model/event/event';
import { compareEvents, targetsInDanger } from '@/db/model/event/threatened';
import { cityOfZone } from '@/db/model/places/time-zones';
import type { ClockPlace } from '../../_shell/_clocks/clock-places';

/** The header has no space for more. */
const maxPlaces = 2;

/** Places where missions are under attack, the gravest first, if their time zone is known. */
export function attackPlaces(active: Iterable<Event>): ClockPlace[] {
  const attacks = [...active].filter(
    (event) => event.kind === 'incident' && event.handling === 'actual' && targetsInDanger(event).length > 0,
  );
  const places = attacks
    .sort(compareEvents)
    .flatMap(({ location: { country, city, timeZone } }) =>
      timeZone === null ? [] : [{ country, city: city ?? cityOfZone(timeZone), timeZone }],
    );
  const isFirst = ({ timeZone, city }: ClockPlace, index: number) =>
    places.findIndex((one) => one.timeZone === timeZone && one.city === city) === index;
  return places.filter(isFirst).slice(0, maxPlaces);
}
