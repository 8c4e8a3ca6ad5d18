import { expect, test } from '@playwright/test';
import { threatsNow } from '@/app/_live/threats-now';
import { parseClosed, serializeClosed } from '@/app/(board)/_side/slots';
import { arrange } from '@/app/(board)/_threats/entries';
import type { Severity } from '@/db/model/words';
import { boardOf } from '../live/board';
import { eventWith, idOf } from '../live/story';

const now = Date.parse('2023-02-10T00:00:00.000Z');

const types = ['embassy', 'consulate', 'residence'] as const;

/** Up to three missions, each under its own threat. */
function threatened(severities: readonly Severity[]) {
  const events = severities.map((severity, index) =>
    eventWith({ id: idOf(index), severity }, { targets: [{ country: 'IN', type: types[index] ?? 'other' }] }),
  );
  return threatsNow(boardOf(events), now);
}

test('the heading tells serious threats from those to watch', () => {
  const { tally } = threatened(['extreme', 'severe', 'moderate']);
  expect(tally).toEqual({ attacked: 0, serious: 2, watch: 1 });
});

test('a short list has an entry for each mission, in order', () => {
  const { all } = threatened(['minor', 'extreme', 'moderate']);
  const { others, cities, isDense } = arrange(all);
  expect(others).toEqual(all);
  expect(cities).toEqual([]);
  expect(isDense).toBe(false);
});

test('from forty missions on each takes one line, and milder threats are grouped by city', () => {
  const [entry] = threatened(['extreme']).all;
  if (!entry) throw new Error('There is an entry');
  const many = Array.from({ length: 40 }, (_, index) => ({
    ...entry,
    key: String(index),
    city: index % 2 === 0 ? 'Kabul' : 'Herat',
    severity: index < 10 ? ('extreme' as const) : ('moderate' as const),
    underAttack: index < 6,
  }));
  const { attacks, furtherAttacks, others, cities, isDense } = arrange(many);
  expect(isDense).toBe(true);
  expect([attacks.length, furtherAttacks.length, others.length]).toEqual([4, 2, 4]);
  expect(cities.map(({ city, severity, entries }) => [city, severity, entries.length])).toEqual([
    ['Kabul', 'moderate', 15],
    ['Herat', 'moderate', 15],
  ]);
  expect(arrange(many.slice(0, 39)).isDense).toBe(false);
});

test('what is closed in the third column is read from the cookie, whatever else it holds', () => {
  expect(parseClosed(undefined)).toEqual([]);
  expect(parseClosed('nothing.map')).toEqual(['map']);
  expect(serializeClosed(parseClosed('map'))).toBe('map');
  expect(serializeClosed([])).toBe(null);
});
