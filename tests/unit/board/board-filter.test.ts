import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { filterNames, isSingle, type RawFilter } from '@/app/(board)/_filters/filter-names';
import { readFilter } from '@/app/(board)/_filters/read-filter';
import { type FilterName, filterQuery } from '@/db/model/filter';
import * as w from '@/db/model/words';
import { assertProperty } from '../../support/assert-property';

const uuid = '0192b3c4-0000-7000-8000-000000000001';
const words = fc.oneof(
  fc.constantFrom<string>(
    ...w.kinds,
    ...w.severities,
    ...w.threatStatuses,
    ...w.targetTypes,
    ...w.phases,
    ...w.verifications,
    ...w.tlps,
    ...w.handlings,
    'RU',
    'PK',
    'XK',
    'UN',
    'ZZ',
    'ru',
    uuid,
    uuid.toUpperCase(),
    `${uuid}0`,
    'true',
    'false',
    'yes',
    '2023-02-28',
    '2023-02-30',
    '2023-2-3',
    '0999-01-01',
    '2022-09-05T10:50:00+04:30',
    '9999-12-31T23:59:59Z',
    '9999-12-31T04:00:00+14:00',
    '9999-12-31',
    '2022-09-05T10:50Z',
    '2022-09-05T25:50:00Z',
    '2022-09-05T10:50',
    '10,20,30,40',
    '10,50,30,40',
    '181,1,2,3',
    '5',
    '0.5',
    '12.25',
    '500',
    '501',
    '1,2,3',
    '1,2,3,4,5',
    ' ',
    '',
    'bomb',
    '\0',
    'x'.repeat(201),
    '😀'.repeat(200),
    '\ud800',
    'İ'.repeat(30),
    'İ'.repeat(51),
  ),
  fc.string({ maxLength: 12 }),
);
const anyValue = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));

/** What a filter needs beside it to mean something. */
const companionsOf: Partial<Record<FilterName, RawFilter>> = {
  nearCountries: { radiusKm: '5' },
  nearMissions: { radiusKm: '5' },
  radiusKm: { nearCountries: 'RU' },
};

for (const name of filterNames) {
  test(`the board reads the filter ${name} of an address as the API does, and leaves out what it refuses`, async () => {
    await assertProperty(
      fc.property(anyValue, (value) => {
        // Of a list, what the API would accept alone.
        const accepted = isSingle(name)
          ? value
          : value.split(',').filter((one) => filterQuery[name].safeParse(one).success);
        const parsed = filterQuery[name].safeParse(accepted.toString());
        const read = readFilter({ ...companionsOf[name], [name]: value });
        // An empty search is no filter.
        const expected = parsed.success && parsed.data !== '' ? parsed.data : undefined;
        expect(read.filter[name]).toEqual(value === '' ? undefined : expected);
      }),
      { numRuns: 400 },
    );
  });
}

test('a radius without missions, and missions without a radius, are no filter', () => {
  for (const raw of [{ radiusKm: '5' }, { nearCountries: 'RU' }, { nearMissions: uuid, radiusKm: '501' }])
    expect(readFilter({ ...raw, kind: 'threat' }).search, JSON.stringify(raw)).toBe('kind=threat');
});

test('an address keeps its filters when it is read and written again', () => {
  const { search, filter } = readFilter({ targeted: 'RU,PK', q: ' bomb ', to: '2023-01-11', kind: 'thread' });
  expect(search).toBe('q=bomb&targeted=RU%2CPK&to=2023-01-11');
  expect(readFilter(Object.fromEntries(new URLSearchParams(search))).filter).toEqual(filter);
});
