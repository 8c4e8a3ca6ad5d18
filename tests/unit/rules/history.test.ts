import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { systemId } from '@/db/model/access/principal-ids';
import { type Reader, visible } from '@/db/model/access/visible';
import { tlps } from '@/db/model/words';
import { historyOf } from '@/db/rules/event/history';
import type { ChangeMarking } from '@/db/rules/journal-entry';
import { actOf, type Version } from '@/db/rules/versions';

const people = ['ann', 'bob'];
const anyMarking: fc.Arbitrary<ChangeMarking> = fc.constantFrom(...tlps).chain((tlp) =>
  fc.record({
    tlp: fc.constant(tlp),
    recipients: tlp === 'red' ? fc.subarray(people) : fc.constant<string[]>([]),
  }),
);
const anyReader: fc.Arbitrary<Reader> = fc.record({
  id: fc.constantFrom(...people),
  clearance: fc.constantFrom(...tlps),
});

/** The versions of a record that was marked so, one after the other; null is a deletion. */
const anyVersions = fc
  .array(fc.option(anyMarking, { nil: null, freq: 5 }), { minLength: 1, maxLength: 8 })
  .map((markings): Version[] => {
    let before: ChangeMarking | null = null;
    return markings.map((marking, index) => {
      // A deleted record can only be restored.
      const after: ChangeMarking | null = before ? marking : (marking ?? { tlp: 'clear', recipients: [] });
      const version: Version = {
        version: index + 1,
        at: index,
        by: 'ann',
        reason: null,
        createdBy: 'ann',
        body: after && { title: `secret ${index + 1}`, threat: { urgencyAt: index } },
        before,
        after,
      };
      before = after;
      return version;
    });
  });

test('a history shows a version only if both today’s marking and its own allow it', () => {
  void fc.assert(
    fc.property(anyReader, anyMarking, anyVersions, (who, today, versions) => {
      const shown = historyOf(who, { ...today, createdBy: 'ann' }, versions);
      const expected = versions.filter(({ before, after }) => {
        const own = after ?? before;
        return own && visible(who, { ...own, createdBy: 'ann' });
      });
      const isShown = visible(who, { ...today, createdBy: 'ann' });
      expect(shown.map(({ version }) => version)).toEqual(
        isShown ? expected.map(({ version }) => version).reverse() : [],
      );
    }),
    { numRuns: 1000 },
  );
});

test('a history holds no value of a version that its reader may not see', () => {
  void fc.assert(
    fc.property(anyReader, anyVersions, (who, versions) => {
      const shown = historyOf(who, { tlp: 'clear', recipients: [], createdBy: 'ann' }, versions);
      const text = JSON.stringify(shown);
      for (const { version, before, after } of versions) {
        const own = after ?? before;
        if (own && visible(who, { ...own, createdBy: 'ann' })) continue;
        expect(text).not.toContain(`secret ${version}"`);
      }
      expect(text).not.toContain('urgencyAt');
    }),
    { numRuns: 1000 },
  );
});

test('a record is logged, changed, deleted and restored', () => {
  const marking: ChangeMarking = { tlp: 'clear', recipients: [] };
  const steps: [ChangeMarking | null, ChangeMarking | null][] = [
    [null, marking],
    [marking, marking],
    [marking, null],
    [null, marking],
  ];
  const versions = steps.map(
    ([before, after], index): Version => ({
      version: index + 1,
      at: 0,
      by: 'ann',
      reason: null,
      createdBy: 'ann',
      body: after && {},
      before,
      after,
    }),
  );
  const shown = historyOf({ id: 'bob', clearance: 'clear' }, { ...marking, createdBy: 'ann' }, versions);
  expect(shown.map(({ what }) => what).reverse()).toEqual(['logged', 'changed', 'deleted', 'restored']);
});

test('a lapse by the system is told as an act, also one whose entry holds a sentence as the reason', () => {
  const marking: ChangeMarking = { tlp: 'clear', recipients: [] };
  const steps: Pick<Version, 'by' | 'reason' | 'body'>[] = [
    { by: 'ann', reason: null, body: { threat: { status: 'current' } } },
    { by: systemId, reason: 'Validity ended', body: { threat: { status: 'lapsed' } } },
    { by: 'ann', reason: 'Validity ended', body: { threat: { status: 'current' } } },
    { by: systemId, reason: null, body: { threat: { status: 'lapsed', lapsedAt: '2026-03-05T12:00:00Z' } } },
    {
      by: systemId,
      reason: null,
      body: { threat: { status: 'lapsed', lapsedAt: '2026-03-05T12:00:00Z' }, at: 1 },
    },
  ];
  const versions = steps.map(
    (step, index): Version => ({
      ...step,
      version: index + 1,
      at: 0,
      createdBy: 'ann',
      before: index === 0 ? null : marking,
      after: marking,
    }),
  );
  const shown = historyOf({ id: 'bob', clearance: 'clear' }, { ...marking, createdBy: 'ann' }, versions);
  expect(shown.map(({ what, reason }) => [what, reason]).reverse()).toEqual([
    ['logged', null],
    ['lapsed', null],
    ['changed', 'Validity ended'],
    ['lapsed', null],
    ['changed', null],
  ]);
  expect(shown.flatMap(({ changes }) => changes.map(({ path }) => path))).not.toContain('threat.lapsedAt');
});

test('a link that was added to a record is a change, and no restoration', () => {
  expect(actOf({ type: 'link', version: 3, operation: null, isNew: true, isRemoved: false })).toBe('changed');
});
