import type { Source } from './event';
import { originsOf, uncheckedSources } from './origins';

/** From the weakest to the strongest. */
export const evidenceStrengths = ['none', 'weak', 'fair', 'strong'] as const;
type EvidenceStrength = (typeof evidenceStrengths)[number];

/** What a record rests on: independent origins, sources whose origin is not checked, and what both amount to. */
export type Evidence = { strength: EvidenceStrength; origins: number; unchecked: number };

type Graded = Pick<Source, 'publisher' | 'origin' | 'reliability' | 'credibility'> & {
  publisherFamily?: string | null;
};

/**
 * The strength of evidence of a record. *Strong*: two independent origins, each with a source graded C3 or better.
 * *Fair*: one such origin, or two of any grade. *Weak*: anything less. A further source never makes it weaker, unless it
 * says that two publishers are one house.
 */
export function evidenceOf(sources: readonly Graded[]): Evidence {
  const origins = originsOf(sources);
  const good = origins.filter((group) => group.some(isWellGraded)).length;
  const strength =
    good >= 2 ? 'strong' : good === 1 || origins.length >= 2 ? 'fair' : sources.length > 0 ? 'weak' : 'none';
  return { strength, origins: origins.length, unchecked: uncheckedSources(sources) };
}

/** At least fairly reliable, and at least possibly true. Ungraded is F6, which is never good. */
function isWellGraded({ reliability, credibility }: Graded): boolean {
  return reliability <= 'C' && credibility <= 3;
}
