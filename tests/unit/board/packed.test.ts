import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { cutFirstList, open, readPage } from '@/app/_live/packed';
import { pageOf } from '../live/board';
import { eventWith, idOf } from '../live/story';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('a list is split at its elements, whatever they contain', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (items, rest) => {
      const bytes = encode({ items, rest });
      const { elements } = cutFirstList(bytes);
      const texts = elements.map(({ from, to }) => new TextDecoder().decode(bytes.subarray(from, to)));
      expect(texts).toEqual(items.map((item) => JSON.stringify(item)));
    }),
  );
});

test('a packed event opens as it was sent, the first time and later', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 250 }), async (titles) => {
      const events = titles.map((title, record) => eventWith({ id: idOf(record), title }));
      const { items, next } = await pageOf(events, 'the next page');
      expect(next).toBe('the next page');
      expect(items.map(({ event }) => event)).toEqual(events);
      expect(items.map(({ packed }) => open(packed))).toEqual(events);
    }),
    { numRuns: 30 },
  );
});

test('a truncated answer is refused', async () => {
  const bytes = encode({ items: [{ title: 'Bomb threat' }], next: null });
  await expect(readPage(bytes.subarray(0, 20))).rejects.toThrow();
});
