import type * as z from 'zod';
import type { CodeWithoutParams } from '@/db/model/errors';
import { because } from '@/db/model/field-errors';
import { endMillis, isDate, startMillis } from '@/db/model/values/moment';
import type { Precision } from '@/db/model/words';
import type { eventFields, incidentInput, threatInput } from './fields';

/** Adds an issue for each pair of fields that contradict each other. */
export function refuseContradictions(given: z.output<typeof eventFields>, ctx: z.RefinementCtx): void {
  const refuse: Refuse = (path, code) => ctx.addIssue({ code: 'custom', path, ...because(code) });

  if ((given.atPrecision ?? precisionOf(given)) === 'minute' ? isDate(given.at) : !isDate(given.at)) {
    refuse(['atPrecision'], 'precision-mismatch');
  }
  if (given.recipients.length > 0 && given.tlp !== 'red') {
    refuse(['recipients'], 'recipients-not-red');
  }
  const parts = given.actors.map(({ actorId, role }) => `${actorId} ${role}`);
  parts.forEach((part, index) => {
    if (parts.indexOf(part) < index) refuse(['actors', index, 'role'], 'actor-twice');
  });
  given.targets.forEach(({ type, missionId, visitId }, index) => {
    if (type !== 'all-missions') return;
    if (missionId !== null) refuse(['targets', index, 'missionId'], 'all-missions-alone');
    if (visitId !== null) refuse(['targets', index, 'visitId'], 'all-missions-alone');
  });
  if (given.kind === 'incident') {
    if (!given.incident) refuse(['incident'], 'incident-part-missing');
    if (given.threat) refuse(['threat'], 'not-in-incident');
    given.targets.forEach((one, index) => {
      if (one.outcome !== null) refuse(['targets', index, 'outcome'], 'outcome-of-incident');
    });
  } else {
    if (!given.threat) refuse(['threat'], 'threat-part-missing');
    if (given.incident) refuse(['incident'], 'not-in-threat');
  }
  if (given.incident) refuseInIncident(given, given.incident, refuse);
  if (given.threat) refuseInThreat(given, given.threat, refuse);
}

type Refuse = (path: (string | number)[], code: CodeWithoutParams) => void;

function refuseInIncident(
  given: z.output<typeof eventFields>,
  part: z.output<typeof incidentInput>,
  refuse: Refuse,
): void {
  if (part.endedAt !== null) {
    if (part.phase === 'ongoing') refuse(['incident', 'endedAt'], 'ongoing-end');
    if (endMillis(part.endedAt) < startMillis(given.at)) refuse(['incident', 'endedAt'], 'end-before-start');
  }
  for (const [staff, all] of [
    ['staffKilled', 'killed'],
    ['staffWounded', 'wounded'],
  ] as const) {
    const some = part[staff];
    const total = part[all];
    if (some && total && (some.max > total.max || some.min > total.max)) {
      refuse(['incident', staff], 'staff-above-total');
    }
  }
}

function refuseInThreat(
  given: z.output<typeof eventFields>,
  part: z.output<typeof threatInput>,
  refuse: Refuse,
): void {
  if (part.status === 'current' && given.verification === 'refuted') {
    refuse(['threat', 'status'], 'refuted-current');
  }
  if (
    part.validFrom !== null &&
    part.validUntil !== null &&
    endMillis(part.validUntil) <= startMillis(part.validFrom)
  ) {
    refuse(['threat', 'validUntil'], 'end-not-after-start');
  }
}

/** The given precision, else the one that the format of `at` implies. */
export function precisionOf(input: { at: string; atPrecision?: Precision }): Precision {
  return input.atPrecision ?? (isDate(input.at) ? 'day' : 'minute');
}
