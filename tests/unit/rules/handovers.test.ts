import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isStricter } from '@/db/model/access/visible';
import { isAppError } from '@/db/model/errors';
import { type HandoverInput, handoverRecord, handoverTlps } from '@/db/model/records/handover';
import { decideHandover, refsIn } from '@/db/rules/records/handovers';
import { assertProperty } from '../../support/assert-property';

const ada = { id: 'aaaaaaaa-0000-8000-8000-000000000001' };
const ben = { id: 'bbbbbbbb-0000-8000-8000-000000000002' };
const keyOfAda = { id: 'cccccccc-0000-8000-8000-000000000003', ownerId: ada.id };
const now = Date.parse('2026-12-01T04:00:00Z');
const [from, to] = ['2026-11-30T20:00:00Z', '2026-12-01T04:00:00Z'];

function input(given: Partial<HandoverInput> = {}): HandoverInput {
  return handoverRecord.input.parse({ from, to, note: 'Quiet', actions: [{ text: 'Call Kabul' }], ...given });
}

function written(given: HandoverInput, by = ada) {
  const metadata = { id: ada.id, version: 1, updatedAt: to, createdBy: { id: by.id, name: 'Author' } };
  return { ...given, ...metadata };
}

function codesOf(decision: unknown): string[] {
  if (!isAppError(decision)) return [];
  return decision.errors.length > 0 ? decision.errors.map(({ code }) => code) : [decision.code];
}

test('references are found in the note and in each action, in capital letters', () => {
  const texts = input({
    note: 'thr-2026-0001 and THR-2026-0001, not THR-26-1',
    actions: [{ text: 'Close INC-2026-00012', doneAt: null }],
  });
  expect(refsIn(texts)).toEqual([
    { path: 'note', ref: 'THR-2026-0001' },
    { path: 'actions.0.text', ref: 'INC-2026-00012' },
  ]);
});

test('a handover is never milder than an event that it names, nor than its author chose', () =>
  assertProperty(
    fc.property(
      fc.constantFrom(...handoverTlps),
      fc.array(fc.constantFrom(...handoverTlps), { maxLength: 4 }),
      (tlp, markings) => {
        const refs = markings.map((_, index) => `THR-2026-000${index}`);
        const named = new Map(markings.map((one, index) => [refs[index] ?? '', one]));
        const decision = decideHandover(ada, input({ tlp, note: refs.join(' ') }), {
          before: null,
          named,
          now,
        });
        const after = isAppError(decision) ? null : decision.tlp;
        return after !== null && [tlp, ...markings].every((one) => !isStricter(one, after));
      },
    ),
  ));

test('a handover that names a red record is refused at each place that names it', () => {
  const named = new Map([['THR-2026-0001', 'red' as const]]);
  const given = input({ note: 'THR-2026-0001', actions: [{ text: 'See thr-2026-0001', doneAt: null }] });
  const decision = decideHandover(ada, given, { before: null, named, now });
  expect(decision).toMatchObject({ errors: [{ path: 'note' }, { path: 'actions.0.text' }] });
  expect(codesOf(decision)).toEqual(['red-named', 'red-named']);
});

test('another person accepts it for themselves, once; the server says when', () => {
  const decide = (by: typeof ada, given: Partial<HandoverInput>, before: HandoverInput | null) =>
    decideHandover(
      by,
      { ...(before ?? input()), ...given },
      {
        before: before && written(before),
        named: new Map(),
        now,
      },
    );
  const accepted = { ...input(), acceptedBy: ben.id, acceptedAt: '2026-12-01T04:00:00.000Z' };
  expect(decide(ben, { acceptedBy: ben.id }, input())).toEqual(accepted);
  expect(decide(ben, { acceptedBy: ben.id, acceptedAt: from }, input())).toEqual(accepted);
  expect(codesOf(decide(ada, { acceptedBy: ada.id }, input()))).toEqual(['own-handover']);
  expect(codesOf(decide(keyOfAda, { acceptedBy: ada.id }, input()))).toEqual(['own-handover']);
  expect(codesOf(decide(ben, { acceptedBy: ada.id }, input()))).toEqual(['accept-as-yourself']);
  expect(codesOf(decide(ben, { acceptedBy: ben.id }, null))).toEqual(['accept-as-yourself']);
  expect(codesOf(decide(ada, { acceptedBy: null }, accepted))).toEqual(['handover-accepted']);
  expect(decide(ada, { acceptedAt: from }, input())).toEqual(input());
});

test('its author changes it until it is accepted; actions are done by anyone, also later', () => {
  const decide = (by: typeof ada, before: HandoverInput, given: Partial<HandoverInput>) =>
    decideHandover(by, { ...before, ...given }, { before: written(before), named: new Map(), now });
  const open = input();
  const accepted = { ...open, acceptedBy: ben.id, acceptedAt: to };
  const done = { actions: [{ text: 'Call Kabul', doneAt: '2026-12-01T05:00:00.000Z' }] };
  expect(decide(ada, open, { note: 'Two calls' })).toMatchObject({ note: 'Two calls' });
  expect(codesOf(decide(ben, open, { note: 'Two calls' }))).toEqual(['owner-needed']);
  expect(codesOf(decide(ada, accepted, { note: 'Two calls' }))).toEqual(['handover-accepted']);
  expect(codesOf(decide(ben, accepted, { actions: [] }))).toEqual(['handover-accepted']);
  expect(decide(ben, open, done)).toMatchObject(done);
  expect(decide(ben, accepted, done)).toMatchObject({ ...done, acceptedBy: ben.id, acceptedAt: to });
});
