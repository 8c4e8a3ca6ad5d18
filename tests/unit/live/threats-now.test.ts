import { expect, test } from '@playwright/test';
import { threatsNow } from '@/app/_live/threats-now';
import { boardOf } from './board';
import { eventWith, idOf } from './story';

const now = Date.parse('2023-02-10T00:00:00.000Z');
const india = eventWith({ id: idOf(0), severity: 'moderate' });
const china = eventWith(
  { id: idOf(1), severity: 'extreme' },
  { targets: [{ country: 'CN', type: 'embassy' }] },
);

test('the board counts every mission under threat, and those that the filter hides', () => {
  const threats = threatsNow(boardOf([india, china], { filter: { targeted: ['IN'] } }), now);
  expect(threats.entries.map(({ country }) => country)).toEqual(['IN']);
  expect(threats.total).toEqual({ threatened: 2, highest: 'extreme' });
  expect(threats.hidden).toEqual({ threatened: 1, highest: 'extreme' });
});

test('without a filter nothing is hidden', () => {
  const threats = threatsNow(boardOf([india, china]), now);
  expect(threats.entries.map(({ country }) => country)).toEqual(['CN', 'IN']);
  expect(threats.hidden).toEqual({ threatened: 0, highest: null });
});

test('during a search the entries are those that the server found', () => {
  const board = boardOf([india, china], { filter: { q: 'anything' } });
  const [found] = threatsNow(boardOf([china]), now).entries;
  const threats = threatsNow(
    { ...board, figures: { ...board.figures, threatened: found ? [found] : [] } },
    now,
  );
  expect(threats.entries.map(({ country }) => country)).toEqual(['CN']);
  expect(threats.total.threatened).toBe(2);
});

test('own missions come first among threats of the same severity', () => {
  const russia = eventWith(
    { id: idOf(2), severity: 'extreme' },
    { targets: [{ country: 'RU', type: 'embassy' }] },
  );
  const threats = threatsNow(boardOf([india, china, russia]), now, ['CN', 'IN']);
  expect(threats.entries.map(({ country }) => country)).toEqual(['CN', 'RU', 'IN']);
});
