import { expect, test } from '@playwright/test';
import { refuseViewQuery } from '@/db/rules/records/views';

test('a saved filter is kept when a later version no longer knows it, and only a new one must be valid', () => {
  const gone = { query: 'severity=enormous' };
  expect(refuseViewQuery(gone, gone)).toBeNull();
  expect(refuseViewQuery(null, gone)).toMatchObject({ path: 'query', code: 'invalid-view' });
  expect(refuseViewQuery({ query: '' }, gone)).toMatchObject({ path: 'query' });
  for (const query of ['', 'sort=at', 'targeted=RU%2CPK&nearCountries=RU&radiusKm=5&sort=latest'])
    expect(refuseViewQuery(null, { query })).toBeNull();
});
