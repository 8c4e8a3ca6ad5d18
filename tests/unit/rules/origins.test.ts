import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { evidenceOf, evidenceStrengths } from '@/db/model/event/evidence';
import { independentOrigins, uncheckedSources } from '@/db/model/event/origins';
import { credibilities, reliabilities } from '@/db/model/words';

const name = fc.constantFrom('Reuters', 'reuters ', 'AFP', 'Guardian', 'Sun', 'Times', 'House');
const anySource = fc.record({
  publisher: name,
  origin: fc.option(name, { nil: null }),
  publisherFamily: fc.option(fc.constantFrom('House', 'Holding'), { nil: null }),
  reliability: fc.constantFrom(...reliabilities),
  credibility: fc.constantFrom(...credibilities),
});
const anySources = fc.array(anySource, { maxLength: 8 });

function source(publisher: string, origin: string | null, publisherFamily: string | null = null) {
  return { publisher, origin, publisherFamily };
}

test('five papers on one wire, and the wire itself, are one origin', () => {
  const papers = ['Sun', 'Times', 'Guardian', 'Dawn', 'Sabah'].map((paper) => source(paper, ' REUTERS'));
  expect(independentOrigins(papers)).toBe(1);
  expect(independentOrigins([...papers, source('Reuters', 'Reuters', 'Thomson Reuters')])).toBe(1);
  expect(independentOrigins([...papers, source('AFP', 'AFP')])).toBe(2);
});

test('titles of one house are one origin, also where a third paper repeats one of them', () => {
  const titles = [source('Sun', 'Sun', 'News UK'), source('Times', 'Times', 'News UK')];
  expect(independentOrigins(titles)).toBe(1);
  expect(independentOrigins([...titles, source('Dawn', 'The Times')])).toBe(2);
  expect(independentOrigins([...titles, source('Dawn', 'Times')])).toBe(1);
  expect(independentOrigins([...titles, source('Dawn', 'news uk')])).toBe(1);
});

test('a source whose origin is not stated is not checked, and counts for nothing', () => {
  const sources = [source('Reuters', null), source('AFP', ' '), source('Sun', 'Sun')];
  expect([independentOrigins(sources), uncheckedSources(sources)]).toEqual([1, 2]);
});

test('the order of sources and repeated sources change neither the number of origins nor the strength', () => {
  const shuffled = anySources.chain((sources) =>
    fc.record({
      sources: fc.constant(sources),
      order: fc.shuffledSubarray(sources, { minLength: sources.length }),
      again: fc.subarray(sources),
    }),
  );
  void fc.assert(
    fc.property(shuffled, ({ sources, order, again }) => {
      expect(evidenceOf(order)).toEqual(evidenceOf(sources));
      const { origins, strength } = evidenceOf([...sources, ...again]);
      expect({ origins, strength }).toEqual({
        origins: independentOrigins(sources),
        strength: evidenceOf(sources).strength,
      });
    }),
  );
});

test('a further source never weakens the evidence unless it joins two publishers, and a family never strengthens it', () => {
  const rankOf = (sources: Parameters<typeof evidenceOf>[0]) =>
    evidenceStrengths.indexOf(evidenceOf(sources).strength);
  void fc.assert(
    fc.property(anySources, anySource, (sources, added) => {
      const plain = { ...added, publisherFamily: null };
      expect(rankOf([...sources, plain])).toBeGreaterThanOrEqual(rankOf(sources));
      expect(independentOrigins([...sources, plain])).toBeGreaterThanOrEqual(independentOrigins(sources));
      expect(rankOf([...sources, added])).toBeLessThanOrEqual(rankOf([...sources, plain]));
    }),
  );
});

test('ungraded reports are weak, one good origin or two of any grade are fair, two good ones are strong', () => {
  const graded = (publisher: string, grade: 'B2' | 'D4' | 'F6', origin: string | null = publisher) => ({
    publisher,
    origin,
    reliability: reliabilities.find((one) => one === grade[0]) ?? 'F',
    credibility: credibilities.find((one) => String(one) === grade[1]) ?? 6,
  });
  expect(evidenceOf([]).strength).toBe('none');
  expect(evidenceOf([graded('A', 'F6')]).strength).toBe('weak');
  expect(evidenceOf([graded('A', 'B2', null), graded('B', 'B2', null)]).strength).toBe('weak');
  expect(evidenceOf([graded('A', 'B2')]).strength).toBe('fair');
  expect(evidenceOf([graded('A', 'D4'), graded('B', 'F6')]).strength).toBe('fair');
  expect(evidenceOf([graded('A', 'B2'), graded('B', 'D4')]).strength).toBe('fair');
  expect(evidenceOf([graded('A', 'B2'), graded('B', 'B2')]).strength).toBe('strong');
});
