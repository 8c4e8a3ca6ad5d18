import type { FeedItem } from '@/db/model/journal/live';
import type { FeedType } from '@/db/model/records/journal-types';

/** What a query shows, and so which items of the feed make it fetch again. */
export type Subject = {
  types: readonly FeedType[];
  /** The record that it is about, which is fetched at once. */
  id?: string;
  /** Other records that it names. Without `id` and `named` it is about all records of its types. */
  named?: ReadonlySet<string>;
};

/** When to fetch: at once, after a random delay since many pages may show the same, or not at all. */
export function urgencyOf({ types, id, named }: Subject, items: readonly FeedItem[]): 'now' | 'soon' | null {
  const concerned = items.filter((item) => {
    if (!typesOf(item).some((type) => types.includes(type))) return false;
    const about = idOf(item);
    return about === null || (!id && !named) || about === id || named?.has(about) === true;
  });
  // The names and links in a record change without a new version of it.
  if (concerned.some((item) => item.op !== 'changed' && id !== undefined && idOf(item) === id)) return 'now';
  return concerned.length > 0 ? 'soon' : null;
}

function typesOf(item: FeedItem): readonly FeedType[] {
  if (item.op === 'refetch') return item.types;
  return item.op === 'changed' ? [item.type] : ['event'];
}

/** For a changed link, the linked event's id. Null if the item is about many records. */
function idOf(item: FeedItem): string | null {
  if (item.op === 'upsert') return item.event.id;
  return item.op === 'refetch' ? null : item.id;
}
