import { isStricter } from '@/db/model/access/visible';
import { type AppError, invalid } from '@/db/model/errors';
import type { VisitInput } from '@/db/model/reference';
import type { Tlp } from '@/db/model/words';

/**
 * The markings of the events that name the visit and that the author may see. A refusal because of a hidden event
 * would reveal it. The hidden event keeps its visitId; those of its readers who may not see the visit no longer do.
 */
type VisitReferences = { eventMarkings: readonly Tlp[] };

export function refuseVisitUpdate(
  { country }: Pick<VisitInput, 'country'>,
  input: VisitInput,
  { eventMarkings }: VisitReferences,
): AppError | null {
  // Events name it under this country. Refused even if none does, since that would tell whether a hidden one does.
  if (input.country !== country) return invalid('country', 'visit-country-fixed', { country });
  return eventMarkings.some((tlp) => isStricter(input.tlp, tlp))
    ? invalid('tlp', 'visit-of-milder-event')
    : null;
}
