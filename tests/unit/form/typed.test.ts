import { expect, test } from '@playwright/test';
import { blankForm, blankSource, blankTarget, type FormState } from '@/app/events/_form/state/form-state';
import { toInput } from '@/app/events/_form/state/to-input';
import { validate } from '@/app/events/_form/state/validate';

const context = { timeZone: 'Asia/Kabul', now: Date.parse('2026-11-27T09:32:00Z') };

function form(more: Partial<FormState> = {}): FormState {
  const blank = blankForm('threat', 's');
  return {
    ...blank,
    title: 'A threat',
    location: { ...blank.location, country: 'AF', city: 'Kabul' },
    targets: [{ ...blankTarget(), country: 'RU' }],
    ...more,
  };
}

test('a web address without a scheme is read as https, and anything else is refused', () => {
  const urlOf = (url: string) => {
    const sources = [{ ...blankSource(), publisher: 'Reuters', url }];
    const { input, problems } = validate(form({ sources }), context);
    return problems[0]?.problem ?? input.sources[0]?.url;
  };
  expect(urlOf('reuters.com/world')).toBe('https://reuters.com/world');
  expect(urlOf(' www.bbc.co.uk ')).toBe('https://www.bbc.co.uk');
  expect(urlOf('мвд.рф/новости?id=1')).toBe('https://мвд.рф/новости?id=1');
  expect(urlOf('example.org:8443/a')).toBe('https://example.org:8443/a');
  expect(urlOf('http://example.org')).toBe('http://example.org');
  for (const none of ['reuters', 'the front page', 'javascript:alert(1)', 'ada@example.org', '/etc/passwd']) {
    expect(urlOf(none), none).toBe('invalid-url');
  }
});

test('a street added to the coordinates of a city keeps the precision "city"', () => {
  const given = form();
  const location = {
    ...given.location,
    lat: '34.43',
    lon: '70.45',
    precision: 'city' as const,
    place: 'Main road',
  };
  expect(toInput({ ...given, location }, context).input.location.precision).toBe('city');
});

test('text left in a picker is reported, except for a city, which is saved as typed', () => {
  const given = form({
    open: {
      targets: 'chinese engineers',
      actors: 'Sons of',
      'location.city': ' Qandil ',
      'target gone': 'x',
    },
  });
  const { input, problems } = validate(given, context);
  expect(problems.map(({ path, problem, values }) => [path, problem, values?.text])).toEqual([
    ['targets', 'left-open', 'chinese engineers'],
    ['actors', 'left-open', 'Sons of'],
  ]);
  expect(input.location).toMatchObject({ country: 'AF', city: 'Qandil', lat: null, precision: undefined });
});
