import { expect, test } from '@playwright/test';
import { completeRecord } from '@/db/model/event/complete-record';
import type { EventRecord } from '@/db/model/event/event';
import { verifications } from '@/db/model/words';
import { revert, unconfirmedAfter } from '@/db/rules/event/two-persons';
import { corroborationErrors, verificationErrors } from '@/db/rules/event/verification';
import { threat, twoOrigins } from '../../integration/store/records';
import { analyst, newSourceId } from './references';

function recordOf(draft: Parameters<typeof threat>[0]): EventRecord {
  return completeRecord(threat(draft), newSourceId, { before: null, now: 0 });
}

const [first] = twoOrigins;
const onOneWire = [...twoOrigins].map((source) => ({ ...source, origin: 'Reuters' }));

test('corroborated is refused without two independent origins, and says how many there are', () => {
  for (const [sources, count] of [
    [[], 0],
    [[{ publisher: 'Reuters' }, { publisher: 'AFP' }], 0],
    [onOneWire, 1],
  ] as const) {
    const input = threat({ verification: 'corroborated', sources: [...sources] });
    const error = { path: 'verification', code: 'origins-missing', params: { count, needed: 2 } };
    expect(corroborationErrors(input, null)).toMatchObject([error]);
    expect(corroborationErrors(input, recordOf({ sources: [...sources] }))).toMatchObject([error]);
  }
  expect(corroborationErrors(threat({ verification: 'corroborated', sources: twoOrigins }), null)).toEqual(
    [],
  );
  for (const verification of verifications.filter((one) => one !== 'corroborated'))
    expect(corroborationErrors(threat({ verification, threat: { status: 'unfounded' } }), null)).toEqual([]);
});

test('an old corroborated record without two origins stays editable, and may lose no origin', () => {
  const old = recordOf({ verification: 'corroborated', sources: first ? [first] : [] });
  const edited = (sources: readonly { publisher: string; origin?: string }[]) =>
    corroborationErrors(threat({ verification: 'corroborated', sources: [...sources] }), old);
  expect(edited(onOneWire)).toEqual([]);
  expect(edited(twoOrigins)).toEqual([]);
  expect(edited([])).toMatchObject([{ code: 'origins-missing', params: { count: 0 } }]);
});

test('a source of a corroborated record is removed only if two origins stay', () => {
  const before = recordOf({
    verification: 'corroborated',
    sources: [...twoOrigins, { publisher: 'Dawn', origin: 'Dawn' }],
  });
  const left = (count: number) =>
    corroborationErrors(
      threat({ verification: 'corroborated', sources: twoOrigins.slice(0, count) }),
      before,
    );
  expect(left(2)).toEqual([]);
  expect(left(1)).toMatchObject([{ code: 'origins-missing', params: { count: 1 } }]);
});

test('only a change of the verification needs a reason', () => {
  const before = recordOf({ verification: 'disputed' });
  expect(verificationErrors(threat({ verification: 'disputed' }), before, null)).toEqual([]);
  expect(verificationErrors(threat({ verification: 'confirmed' }), before, 'Call')).toEqual([]);
  expect(verificationErrors(threat({ verification: 'confirmed' }), before, null)).toMatchObject([
    { path: 'reason', code: 'verification-reason' },
  ]);
});

test('a refuted threat that a second person reverts is corroborated again only if its origins are still there', () => {
  const before = recordOf({ severity: 'severe', verification: 'corroborated', sources: twoOrigins });
  const refuted = {
    ...before,
    verification: 'refuted' as const,
    threat: before.threat && { ...before.threat, status: 'unfounded' as const },
  };
  const changes = unconfirmedAfter(before, refuted, { by: analyst, now: 1, version: 2 });
  expect(revert(refuted, changes).verification).toBe('corroborated');
  expect(revert({ ...refuted, sources: before.sources.slice(1) }, changes).verification).toBe('unverified');
});
