import type * as z from 'zod';
import { endMillis, isDate, startMillis } from '@/db/model/values/moment';
import type { Precision } from '@/db/model/words';
import type { eventFields, incident, threatInput } from './fields';

/** Adds an issue for each pair of fields that contradict each other. */
export function refuseContradictions(given: z.output<typeof eventFields>, ctx: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string) =>
    ctx.addIssue({ code: 'custom', path, message });

  if ((given.atPrecision ?? precisionOf(given)) === 'minute' ? isDate(given.at) : !isDate(given.at)) {
    refuse(['atPrecision'], 'Use minute with a time, and day, month or year with a date');
  }
  if (given.recipients.length > 0 && given.tlp !== 'red') {
    refuse(['recipients'], 'Name recipients only where the marking is TLP:RED');
  }
  const parts = given.actors.map(({ actorId, role }) => `${actorId} ${role}`);
  parts.forEach((part, index) => {
    if (parts.indexOf(part) < index) refuse(['actors', index, 'role'], 'Name each actor once in a role');
  });
  given.targets.forEach(({ type, missionId, visitId }, index) => {
    if (type !== 'all-missions') return;
    const message = 'Leave this out where all missions are meant, or choose another type';
    if (missionId !== null) refuse(['targets', index, 'missionId'], message);
    if (visitId !== null) refuse(['targets', index, 'visitId'], message);
  });
  if (given.kind === 'incident') {
    if (!given.incident) refuse(['incident'], 'Give the incident part');
    if (given.threat) refuse(['threat'], 'Leave this out of an incident');
    given.targets.forEach((one, index) => {
      if (one.outcome !== null)
        refuse(['targets', index, 'outcome'], 'Give an outcome only to a target of a threat');
    });
  } else {
    if (!given.threat) refuse(['threat'], 'Give the threat part');
    if (given.incident) refuse(['incident'], 'Leave this out of a threat');
  }
  if (given.incident) refuseInIncident(given, given.incident, refuse);
  if (given.threat) refuseInThreat(given, given.threat, refuse);
}

type Refuse = (path: (string | number)[], message: string) => void;

function refuseInIncident(
  given: z.output<typeof eventFields>,
  part: z.output<typeof incident>,
  refuse: Refuse,
): void {
  if (part.endedAt !== null) {
    if (part.phase === 'ongoing')
      refuse(['incident', 'endedAt'], 'An ongoing incident has no end: set its phase to over');
    if (endMillis(part.endedAt) < startMillis(given.at))
      refuse(['incident', 'endedAt'], 'Give an end that is not before the start');
  }
  for (const [staff, all] of [
    ['staffKilled', 'killed'],
    ['staffWounded', 'wounded'],
  ] as const) {
    const some = part[staff];
    const total = part[all];
    if (some && total && (some.max > total.max || some.min > total.max)) {
      refuse(['incident', staff], 'Staff are counted among all: give no more than the total');
    }
  }
}

function refuseInThreat(
  given: z.output<typeof eventFields>,
  part: z.output<typeof threatInput>,
  refuse: Refuse,
): void {
  if (part.status === 'current' && given.verification === 'refuted') {
    refuse(['threat', 'status'], 'A refuted threat cannot be current: choose unfounded or withdrawn');
  }
  if (
    part.validFrom !== null &&
    part.validUntil !== null &&
    endMillis(part.validUntil) <= startMillis(part.validFrom)
  ) {
    refuse(['threat', 'validUntil'], 'Give an end that is after the beginning');
  }
}

/** The given precision, else the one that the format of `at` implies. */
export function precisionOf(input: { at: string; atPrecision?: Precision }): Precision {
  return input.atPrecision ?? (isDate(input.at) ? 'day' : 'minute');
}
