import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { type SimilarDraft, similarDraft } from '@/db/model/similar';
import { normalizeAddress } from '@/db/model/values/web-address';
import { similarityKeysOf } from '@/db/rules/similar/keys';
import { comparedOf, leastScore, similarityOf } from '@/db/rules/similar/score';
import { assertProperty } from '../../support/assert-property';
import { paraphrases } from './paraphrases';

const draft = (more: Record<string, unknown> = {}): SimilarDraft => similarDraft.parse(more);
const compare = (one: SimilarDraft, other: SimilarDraft) => similarityOf(comparedOf(one), comparedOf(other));

const anyDraft = fc
  .record({
    title: fc.constantFrom(
      '',
      'Shots at the gate of the embassy',
      'Gunfire at the embassy gate',
      'Protest against the consulate',
      'Büyükelçilik kapısında silah sesleri',
      'Стрельба у ворот посольства',
    ),
    at: fc.constantFrom(null, '2026-03-01', '2026-03-03T10:00:00Z', '2021-03-01'),
    city: fc.constantFrom(null, 'Kabul', 'Kâbil', 'Herat'),
    targets: fc.subarray([
      { country: 'RU', type: 'embassy' },
      { country: 'PK', type: 'consulate' },
    ]),
    url: fc.constantFrom(null, 'https://a.example/1', 'http://www.a.example/1/?utm_source=x#y'),
    origin: fc.constantFrom(null, 'AFP', 'afp '),
  })
  .map(({ title, at, city, targets, url, origin }) =>
    draft({ title, at, targets, location: { country: 'AF', city }, sources: [{ url, origin }] }),
  );

test('a score is between 0 and 1, the same both ways, and no lower with more reasons', () =>
  assertProperty(
    fc.property(anyDraft, anyDraft, (one, other) => {
      const found = compare(one, other);
      expect(found).toEqual(compare(other, one));
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThan(1);
      expect(found.score === 0).toBe(found.reasons.length === 0);
      const source = { url: 'https://same.example/9' };
      const withUrl = (given: SimilarDraft) => ({ ...given, sources: [...given.sources, source] });
      const more = compare(withUrl(one), withUrl(other));
      expect(more.score).toBeGreaterThanOrEqual(found.score);
      expect(more.reasons).toEqual(expect.arrayContaining(found.reasons));
    }),
  ));

test('an address is the same with another scheme, "www", tracking, fragment or trailing slash', () => {
  const variants = [
    'https://news.example/a/b?id=7',
    'http://www.news.example/a/b/?utm_source=x&id=7#top',
    'https://NEWS.example/a/b?id=7&fbclid=1',
    'https://news.example:443/a/b?id=7',
  ];
  expect(new Set(variants.map(normalizeAddress))).toEqual(new Set(['news.example/a/b?id=7']));
  for (const other of [
    'https://news.example/a/b?id=8',
    'https://news.example/a',
    'https://old.example/a/b?id=7',
  ])
    expect(normalizeAddress(other)).not.toBe('news.example/a/b?id=7');
  expect(normalizeAddress('not an address')).toBe('not an address');
});

test('a title in another order, and a source of the same page, have the same keys', () => {
  const keysOf = (title: string, url: string | null = null) =>
    similarityKeysOf({ title, sources: [{ url, publisher: 'A', origin: null }] });
  expect(keysOf('Shots fired at Zarnegar')).toEqual(keysOf('Zarnegar: shots fired'));
  expect(keysOf('', 'https://a.example/1/')).toEqual(keysOf('', 'http://www.a.example/1'));
  expect(keysOf('Shots fired at Zarnegar')).not.toEqual(keysOf('Shots fired at Karte Seh'));
});

test('an old story in a new report is recycled; what happens twice in one city is not the same', () => {
  const story = { title: 'Gunmen storm the Zarnegar compound', at: '2019-05-01' };
  const again = { title: 'Zarnegar compound stormed by armed men', at: '2026-05-01' };
  expect(compare(draft(story), draft(again))).toMatchObject({ reasons: ['recycled', 'near-text'] });
  const place = { location: { country: 'AF', city: 'Kabul' }, at: '2026-05-01' };
  const one = draft({
    ...place,
    title: 'Letter to a school',
    targets: [{ country: 'RU', type: 'business' }],
  });
  const other = draft({
    ...place,
    title: 'Protest at a market',
    targets: [{ country: 'PK', type: 'embassy' }],
  });
  expect(compare(one, other).score).toBeLessThan(leastScore);
});

test('of reports of one event in other words, at least nine of ten are found; of others at most one of twenty', () => {
  const asDraft = (title: string, at: string, index: number) =>
    draft({
      title,
      at,
      location: { country: 'AF', city: 'Kabul' },
      targets: [{ country: ['RU', 'PK', 'CN', 'TR', 'IR'][index % 5], type: 'embassy' }],
    });
  const first = paraphrases.map(([title], index) => asDraft(title, `2026-0${1 + (index % 9)}-10`, index));
  const second = paraphrases.map(([, title], index) => asDraft(title, `2026-0${1 + (index % 9)}-11`, index));
  const isFound = (one: SimilarDraft | undefined, other: SimilarDraft | undefined) =>
    one !== undefined && other !== undefined && compare(one, other).score >= leastScore;
  const found = first.filter((one, index) => isFound(one, second[index]));
  const alarms = first.flatMap((one, index) =>
    second.filter((other, at) => at !== index && isFound(one, other)),
  );
  // By text alone, as for a story of another year.
  const without = (given: SimilarDraft) => ({ ...given, at: null, targets: [], location: null });
  const byText = first.filter((one, index) => {
    const other = second[index];
    return other && isFound(without(one), without(other));
  });
  const textAlarms = first.flatMap((one, index) =>
    second.filter((other, at) => at !== index && isFound(without(one), without(other))),
  );
  const all = first.length * (first.length - 1);
  test.info().annotations.push({
    type: 'recall',
    description: `${found.length}/${first.length} found, ${alarms.length}/${all} false; by text alone ${byText.length}/${first.length}, ${textAlarms.length}/${all} false`,
  });
  expect(found.length).toBeGreaterThanOrEqual(first.length * 0.9);
  expect(alarms.length).toBeLessThanOrEqual(all / 20);
  expect(textAlarms.length).toBeLessThanOrEqual(all / 50);
});
