import { isStricter } from '@/db/model/access/visible';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { compareEvents, highestSeverity, targetsInDanger } from '@/db/model/event/threatened';
import { isSerious, type Severity, type Tlp } from '@/db/model/words';

/** From this many entries on each takes one line. */
const denseFrom = 40;
/** Attacks that are shown with all their facts; the others take one line. */
const fullAttacks = 4;

/** Milder threats against missions in one city, as one line that opens. */
export type CityGroup = {
  key: string;
  host: string;
  city: string | null;
  severity: Severity;
  entries: readonly [Threatened, ...Threatened[]];
};

export type Arranged = {
  /** Missions under attack, which never scroll away: some with all facts, the others on one line. */
  attacks: readonly Threatened[];
  furtherAttacks: readonly Threatened[];
  /** The other missions, in order. */
  others: readonly Threatened[];
  /** In a dense list the milder ones are grouped by city instead. */
  cities: readonly CityGroup[];
  /** Whether each entry takes one line. */
  isDense: boolean;
};

/** Divides the missions under threat into what is pinned, what scrolls, and what is grouped. */
export function arrange(all: readonly Threatened[]): Arranged {
  const isDense = all.length >= denseFrom;
  const attacked = all.filter(({ underAttack }) => underAttack);
  const rest = all.filter(({ underAttack }) => !underAttack);
  const isListed = ({ severity }: Threatened) => !isDense || isSerious(severity);
  return {
    attacks: attacked.slice(0, fullAttacks),
    furtherAttacks: attacked.slice(fullAttacks),
    others: rest.filter(isListed),
    cities: groupByCity(rest.filter((entry) => !isListed(entry))),
    isDense,
  };
}

/** In the order of each city's first entry. */
function groupByCity(entries: readonly Threatened[]): CityGroup[] {
  const groups = new Map<string, [Threatened, ...Threatened[]]>();
  for (const entry of entries) {
    const key = `${entry.host} ${entry.city ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups].map(([key, members]) => ({
    key,
    host: members[0].host,
    city: members[0].city,
    severity: highestSeverity(members) ?? 'unknown',
    entries: members,
  }));
}

/** The cached events that endanger a mission, the most serious first. */
export function eventsOf(entry: Threatened, events: Pick<ReadonlyMap<string, Event>, 'get'>): Event[] {
  return [...entry.incidents, ...entry.threats].flatMap((id) => events.get(id) ?? []).sort(compareEvents);
}

/** The strictest marking among events that are shown together. It applies to all of them. */
export function strictestOf(events: readonly Event[]): Tlp {
  return events.reduce<Tlp>((strictest, { tlp }) => (isStricter(tlp, strictest) ? tlp : strictest), 'clear');
}

/** Whether the people of an attacked mission are accounted for: the worst answer among its targets. */
export function peopleOf(entry: Threatened, attack: Event): 'yes' | 'no' | 'unknown' | null {
  const { country, mission } = entry;
  const words = targetsInDanger(attack)
    .filter((target) => (mission ? target.missionId === mission.id : target.country === country))
    .map(({ accountedFor }) => accountedFor);
  return (
    words.find((word) => word === 'no') ??
    words.find((word) => word === 'unknown') ??
    words.find(Boolean) ??
    null
  );
}

/** Markings that are shown even where there is hardly space for one. */
export function isStrict(tlp: Tlp): boolean {
  return tlp === 'red' || tlp === 'amber+strict';
}
