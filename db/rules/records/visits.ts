import type { Principal } from '@/db/model/access/principal';
import { isStricter } from '@/db/model/access/visible';
import { type AppError, invalid } from '@/db/model/errors';
import type { VisitInput } from '@/db/model/reference';
import type { Tlp } from '@/db/model/words';
import { refuseInvisibleToAuthor } from '@/db/rules/refusals';

/**
 * The markings of the events that name the visit and that the author may see. A refusal because of a hidden event
 * would reveal it. The hidden event keeps its visitId; those of its readers who may not see the visit no longer do.
 */
type VisitReferences = { eventMarkings: readonly Tlp[] };

export function refuseVisitCreation(by: Principal, { tlp }: VisitInput): AppError | null {
  return refuseInvisibleToAuthor(by, { tlp, recipients: [], createdBy: by.id });
}

export function refuseVisitUpdate(
  by: Principal,
  { country, createdBy }: Pick<VisitInput, 'country'> & { createdBy: string },
  input: VisitInput,
  { eventMarkings }: VisitReferences,
): AppError | null {
  const hidden = refuseInvisibleToAuthor(by, { tlp: input.tlp, recipients: [], createdBy });
  if (hidden) return hidden;
  // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
  if (input.country !== country) return invalid('country', 'visit-country-fixed', { country });
  return eventMarkings.some((tlp) => isStricter(input.tlp, tlp))
    ? invalid('tlp', 'visit-of-milder-event')
    : null;
}
