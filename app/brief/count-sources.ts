import type { Event, Source } from '@/db/model/event/event';
import { gradeOf, strongest } from '@/db/model/event/grade';

export type SourceCount = { publisher: string; records: number; grade: string | null };

/** The publishers of these records, with how many of them each reports and its best grade; the most frequent first. */
export function countSources(events: readonly Event[]): SourceCount[] {
  const byPublisher = new Map<string, { records: number; sources: Source[] }>();
  for (const { sources } of events) {
    for (const publisher of new Set(sources.map((one) => one.publisher))) {
      const known = byPublisher.get(publisher) ?? { records: 0, sources: [] };
      const own = sources.filter((one) => one.publisher === publisher);
      byPublisher.set(publisher, { records: known.records + 1, sources: [...known.sources, ...own] });
    }
  }
  return [...byPublisher]
    .map(([publisher, { records, sources }]) => ({ publisher, records, grade: gradeOf(strongest(sources)) }))
    .sort((one, other) => other.records - one.records || one.publisher.localeCompare(other.publisher));
}
