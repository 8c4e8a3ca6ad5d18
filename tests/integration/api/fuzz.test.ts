import fc from 'fast-check';
import { event } from '@/db/model/event/event';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { assertProperty } from '../../support/assert-property';
import { incidentDraft, threatDraft } from './support/drafts';

test.use({ seed: 'none' });

const json = { 'content-type': 'application/json' };

test('random input never fails the server: the response is the event or a client error', async ({ api }) => {
  test.slow();
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      '2022-02-30',
      '0000-01-01',
      '+275760-09-13',
      'RU',
      '',
      1e308,
      -0,
      '\u0000',
      '🏴',
      'a'.repeat(20_001),
    ),
  );
  const draft = fc.constantFrom(threatDraft(), incidentDraft());
  const junk = fc
    .tuple(draft, fc.nat(), value)
    .map(([record, at, put]) => replaced(structuredClone<unknown>(record), at, put));

  await assertProperty(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: junk }, { weight: 1, arbitrary: value }),
      async (body) => {
        const answer = await api.post('/api/events', JSON.stringify(body), json);
        if (answer.status === 201) event.parse(answer.body);
        else expectRefused(answer.status);
        await patchIfMade(api, answer.body, body);
      },
    ),
    { numRuns: 150 },
  );
  const names = fc.constantFrom(
    'targeted',
    'from',
    'to',
    'q',
    'bbox',
    'nearCountries',
    'countries',
    'radiusKm',
    'zoom',
    'tag',
    'limit',
    'page',
    'mission',
    'sort',
    'before',
    'x',
  );
  await assertProperty(
    fc.asyncProperty(
      fc.array(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 3 }),
      async (pairs) => {
        const query = new URLSearchParams(pairs).toString();
        for (const path of ['events', 'board', 'map', 'near', 'feed', 'missions', 'places']) {
          const { status } = await api.get(`/api/${path}?${query}`);
          if (status !== 200) expectRefused(status);
        }
      },
    ),
    { numRuns: 80 },
  );
});

async function patchIfMade(api: Api, made: unknown, patch: unknown): Promise<void> {
  const parsed = event.safeParse(made);
  if (!parsed.success) return;
  const { status } = await api.patch(`/api/events/${parsed.data.id}`, 1, JSON.stringify(patch), json);
  if (status !== 200) expectRefused(status);
}

function expectRefused(status: number): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
}

/** The value with its part number `at`, counted depth first, replaced. */
function replaced(value: unknown, at: number, put: unknown): unknown {
  const places: { holder: object; key: string }[] = [];
  const walk = (holder: object) => {
    for (const [key, part] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof part === 'object' && part !== null) walk(part);
    }
  };
  if (typeof value === 'object' && value !== null) walk(value);
  const place = places[at % places.length];
  if (place) Reflect.set(place.holder, place.key, put);
  return value;
}
