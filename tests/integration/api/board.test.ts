import * as z from 'zod';
import { board } from '@/db/model/board';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import { incidentDraft, threatDraft } from './support/drafts';

const active = z.strictObject({ items: z.array(event), cursor: z.string() });

test('the board of the Kabul example shows the three embassies under threat', async ({ api }) => {
  const shown = board.parse((await api.get('/api/board')).body);
  expect(
    shown.threatened.map(({ country, host, type, handling }) => [country, host, type, handling]).sort(),
  ).toEqual([
    ['CN', 'AF', 'embassy', 'example'],
    ['IN', 'AF', 'embassy', 'example'],
    ['IR', 'AF', 'embassy', 'example'],
  ]);
  expect(shown.total).toEqual({ threatened: 3, highest: 'severe' });
  expect(shown.counts).toMatchObject({ currentThreats: 1, ongoing: 0, threatenedCountries: 3 });

  const { items } = active.parse((await api.get('/api/active')).body);
  expect(items.map(({ id }) => [id])).toEqual(shown.threatened.slice(0, 1).map(({ threats }) => threats));
});

test('a filter narrows the board, but not its total or its own facet', async ({ api }) => {
  const all = board.parse((await api.get('/api/board')).body);
  const india = board.parse((await api.get('/api/board?targeted=IN')).body);
  expect(india.threatened.map(({ country }) => country)).toEqual(['IN']);
  expect(india.total).toEqual(all.total);
  expect(india.facets?.targeted).toEqual(all.facets?.targeted);
  expect(india.facets?.kind).toEqual([{ value: 'threat', events: 1 }]);
  const nothing = board.parse((await api.get('/api/board?targeted=FR')).body);
  expect(nothing).toMatchObject({ threatened: [], total: all.total });
});

test.describe('without seeded records', () => {
  test.use({ seed: 'none' });

  test('an empty board has no entries and no date', async ({ api }) => {
    const { cursor, ...rest } = board.parse((await api.get('/api/board')).body);
    expect(cursor).not.toBe('');
    expect(rest).toMatchObject({ asOf: null, threatened: [], total: { threatened: 0, highest: null } });
  });

  test('an unchanged board returns 304, and a changed board returns 200', async ({ api }) => {
    await api.post('/api/events', threatDraft());
    const first = await api.get('/api/board');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await api.get('/api/board', { 'if-none-match': value });
      expect(again).toMatchObject({ status: 304, body: null });
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await api.get('/api/board?kind=incident', { 'if-none-match': etag })).status).toBe(200);

    await api.post('/api/events', threatDraft({ targets: [{ country: 'PK', type: 'embassy' }] }));
    const changed = await api.get('/api/board', { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(board.parse(changed.body).total.threatened).toBe(2);
  });

  test('missions under attack come first, then the most severe threats', async ({ api }) => {
    const embassy = (country: 'RU' | 'CN' | 'PK') => [{ country, type: 'embassy' as const }];
    await api.post('/api/events', threatDraft({ targets: embassy('RU'), severity: 'moderate' }));
    await api.post('/api/events', threatDraft({ targets: embassy('CN'), severity: 'extreme' }));
    await api.post(
      '/api/events',
      incidentDraft({ targets: embassy('PK'), severity: 'minor', incident: { phase: 'ongoing' } }),
    );
    const shown = board.parse((await api.get('/api/board')).body);
    expect(shown.threatened.map(({ country, underAttack }) => [country, underAttack])).toEqual([
      ['PK', true],
      ['CN', false],
      ['RU', false],
    ]);
    expect(active.parse((await api.get('/api/active')).body).items).toHaveLength(3);
  });
});
