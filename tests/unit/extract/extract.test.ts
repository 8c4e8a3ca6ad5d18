import { expect, test } from '@playwright/test';
import type { ExtractFinding } from '@/db/model/extract';
import { extract } from '@/db/rules/extract/extract';
import { publisherOf } from '@/db/rules/extract/publishers';
import { reports } from './reports';

const actors = [
  { id: '0190a3f0-0000-7000-8000-000000000001', name: 'Islamic State Khorasan Province', aliases: ['ISKP'] },
];

function read(text: string, publishedOn: string | null = null) {
  return extract(text, { today: '2026-12-01', publishedOn, url: null, actors });
}

/** What the texts are checked for; titles, languages and weapons follow from them or are checked elsewhere. */
function said(text: string, publishedOn: string | undefined): string[] {
  const { findings, targets } = read(text, publishedOn);
  const sure = findings.filter(({ isSure }) => isSure).flatMap(nameOf);
  const named = targets.map(({ sending, word, host, city }) =>
    ['target', sending, word.type, host, city].filter((part) => part !== null).join(' '),
  );
  return [...new Set([...sure, ...named])].sort();
}

function nameOf(finding: ExtractFinding): string[] {
  switch (finding.field) {
    case 'at':
      return [`at ${finding.value}`];
    case 'location':
      return [
        `location ${finding.value.country}${finding.value.city === null ? '' : ` ${finding.value.city}`}`,
      ];
    case 'attackType':
      return [`attack ${finding.value}`];
    case 'suicide':
      return ['suicide'];
    case 'killed':
    case 'wounded':
      return [`${finding.field} ${finding.value.min}`];
    case 'actor':
      return [`actor ${actors[0]?.aliases[0]}${finding.value.isClaiming ? ' claimed' : ''}`];
    default:
      return [];
  }
}

test('reports in three languages give what they say, and traps give nothing', () => {
  let [right, expected, given] = [0, 0, 0];
  const misses: string[] = [];
  for (const { text, publishedOn, sure } of reports) {
    const wanted = sure.filter((one) => !one.startsWith('weapon'));
    const found = said(text, publishedOn);
    right += found.filter((one) => wanted.includes(one)).length;
    expected += wanted.length;
    given += found.length;
    for (const one of wanted) if (!found.includes(one)) misses.push(`missing ${one}: ${text}`);
    for (const one of found) if (!wanted.includes(one)) misses.push(`wrong ${one}: ${text}`);
  }
  console.log(`${reports.length} reports: recall ${right}/${expected}, precision ${right}/${given}`);
  expect(misses).toEqual([]);
  expect(reports.filter(({ isTrap }) => isTrap).length).toBeGreaterThanOrEqual(10);
});

test('each finding has the words of the text that it was taken from', () => {
  for (const { text, publishedOn } of reports) {
    const { findings, targets } = read(text, publishedOn);
    for (const { from } of [...findings, ...targets]) {
      if (from) expect(text.slice(from.start, from.end)).toBe(from.text);
    }
  }
});

test('contradictory days, days to come and figures in an unknown order are offered, never set', () => {
  const days = (text: string) =>
    read(text).findings.flatMap(({ field, value, isSure }) => (field === 'at' ? [[value, isSure]] : []));
  expect(days('It was on 3 March 2026 or 4 March 2026.')).toEqual([
    ['2026-03-03', false],
    ['2026-03-04', false],
  ]);
  expect(days('It will be on 3 March 2027.')).toEqual([['2027-03-03', false]]);
  expect(days('It was on 03/04/2026.')).toEqual([
    ['2026-04-03', false],
    ['2026-03-04', false],
  ]);
  expect(days('It was yesterday, on 30 February 2026.')).toEqual([]);
});

test('an alias of two actors is offered for both', () => {
  const two = [...actors, { id: '0190a3f0-0000-7000-8000-000000000002', name: 'Another', aliases: ['ISKP'] }];
  const known = { today: '2026-12-01', publishedOn: null, url: null, actors: two };
  const named = extract('ISKP threatened the embassy.', known).findings.filter(
    ({ field }) => field === 'actor',
  );
  expect(named.map(({ isSure }) => isSure)).toEqual([false, false]);
});

test('the address on the first or the last line of a text is its source; one within it is not', () => {
  const sources = (text: string) =>
    read(text).findings.flatMap((one) =>
      one.field === 'url' || one.field === 'publisher' || one.field === 'title'
        ? [[one.field, one.value, one.from?.text]]
        : [],
    );
  const line = 'Shots at the embassy of Japan in Kabul';
  const link = 'https://www.bbc.co.uk/news/1';
  const found = [
    ['title', line, line],
    ['publisher', 'BBC', link],
    ['url', link, link],
  ];
  expect(sources(`${line}\nMore of it.\n${link}`)).toEqual(found);
  expect(sources(`${link}\n${line}`)).toEqual(found);
  expect(sources(`${line}\nSee ${link} for more.\nThe end.`)).toEqual([found[0]]);
});

test('any text up to a megabyte is read', () => {
  const parts = ['a', '1.', '\u0301', '漢字', 'é ', ' ', 'killed at ', '23 Nov ', 'посольство России в '];
  for (const part of parts) {
    const text = part.repeat(100_000 / part.length);
    expect(read(text).findings.length).toBeLessThan(60);
  }
});

test('the publisher is the known one of a domain, else the registrable domain', () => {
  const names = {
    'https://www.bbc.co.uk/news/1': 'BBC',
    'https://edition.cnn.com/x': 'CNN',
    'https://af.usembassy.gov/alert': 'US Embassy',
    'https://news.example.co.uk/a': 'example.co.uk',
    'https://a.b.example.org/': 'example.org',
    'https://notbbc.com/': 'notbbc.com',
    'http://127.0.0.1/': null,
  };
  for (const [url, name] of Object.entries(names)) expect(publisherOf(url), url).toBe(name);
});
