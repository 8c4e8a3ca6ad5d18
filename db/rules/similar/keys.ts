import type { EventInput } from '@/db/model/event/event';
import { isOwnReport } from '@/db/model/event/origins';
import { fold } from '@/db/model/values/fold';
import { normalizeAddress } from '@/db/model/values/web-address';
import { titleWordsOf } from './text';

type Content = Pick<EventInput, 'title'> & {
  sources: readonly Pick<EventInput['sources'][number], 'url' | 'publisher' | 'origin'>[];
};

/**
 * What events of all years are found by as similar: digests of the addresses and origins of their sources, and of the
 * words of the title in any order. Two contents can share a digest by chance; their scores tell.
 */
export function similarityKeysOf({ title, sources }: Content): number[] {
  const texts = sources.flatMap(({ url, publisher, origin }) => [
    ...(url === null ? [] : [`url ${normalizeAddress(url)}`]),
    // A publisher's own reports are many, and not one story.
    ...(origin && !isOwnReport({ publisher, origin }) ? [`origin ${fold(origin.trim())}`] : []),
  ]);
  const words = [...new Set(titleWordsOf(title))].sort();
  if (words.length > 1) texts.push(`title ${words.join(' ')}`);
  return [...new Set(texts.map(digestOf))];
}

/** 53 bits, so that it is an exact number (cyrb53). It keeps no secret: two texts that collide are compared. */
function digestOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
