import { expect, test } from '@playwright/test';
import { bandOf } from '@/app/_live/band-of';
import { boardOf } from './board';
import { eventWith, idOf } from './story';

const now = Date.parse('2023-02-10T00:00:00.000Z');
const india = eventWith({ id: idOf(0), severity: 'moderate' });
const china = eventWith(
  { id: idOf(1), severity: 'extreme' },
  { targets: [{ country: 'CN', type: 'embassy' }] },
);

test('the band counts every mission under threat, and those that the filter hides', () => {
  const band = bandOf(boardOf([india, china], { filter: { targeted: ['IN'] } }), now);
  expect(band.entries.map(({ country }) => country)).toEqual(['IN']);
  expect(band.total).toEqual({ threatened: 2, highest: 'extreme' });
  expect(band.hidden).toEqual({ threatened: 1, highest: 'extreme' });
});

test('without a filter nothing is hidden', () => {
  const band = bandOf(boardOf([india, china]), now);
  expect(band.entries.map(({ country }) => country)).toEqual(['CN', 'IN']);
  expect(band.hidden).toEqual({ threatened: 0, highest: null });
});

test('during a search the cards are those that the server found', () => {
  const board = boardOf([india, china], { filter: { q: 'anything' } });
  const [found] = bandOf(boardOf([china]), now).entries;
  const band = bandOf({ ...board, figures: { ...board.figures, threatened: found ? [found] : [] } }, now);
  expect(band.entries.map(({ country }) => country)).toEqual(['CN']);
  expect(band.total.threatened).toBe(2);
});

test('own missions come first among threats of the same severity', () => {
  const russia = eventWith(
    { id: idOf(2), severity: 'extreme' },
    { targets: [{ country: 'RU', type: 'embassy' }] },
  );
  const band = bandOf(boardOf([india, china, russia]), now, ['CN', 'IN']);
  expect(band.entries.map(({ country }) => country)).toEqual(['CN', 'RU', 'IN']);
});
