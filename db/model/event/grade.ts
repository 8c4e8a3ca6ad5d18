import type { Source } from './event';

/** A grade of the Admiralty code, reliability then credibility: "B2". */
export type Grade = string;

type Graded = Pick<Source, 'reliability' | 'credibility'>;

/** The best source: by credibility, then reliability. */
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
