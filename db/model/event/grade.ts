import { fold } from '@/db/model/values/fold';
import type { Source } from './event';

/** The Admiralty code as one writes it, reliability then credibility: "B2". */
export type Grade = string;

type Graded = Pick<Source, 'reliability' | 'credibility' | 'publisher' | 'origin'>;

/** The strongest of the sources: by credibility, then reliability. */
export function strongest<T extends Graded>(sources: readonly T[]): T | null {
  return sources.reduce<T | null>(
    (best, one) => (best === null || strength(one) < strength(best) ? one : best),
    null,
  );
}

function strength({ credibility, reliability }: Graded): string {
  return `${credibility}${reliability}`;
}

export function gradeOf(source: Graded | null): Grade | null {
  return source && `${source.reliability}${source.credibility}`;
}

/** Five papers that repeat one wire count as one source. */
export function independentSources(sources: readonly Graded[]): number {
  return new Set(sources.map((one) => fold(one.origin ?? one.publisher))).size;
}
