import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Event } from '@/db/model/event/event';
import { isExpired, threatenedBy } from '@/db/model/event/threatened';
import * as w from '@/db/model/words';
import { eventWith, idOf } from '../live/story';

const now = Date.parse('2023-02-10T00:00:00.000Z');
const countries = ['IN', 'CN', 'RU', 'PK', 'TR', 'JP', 'FR'] as const;

/** A threat or an attack against one embassy each. */
const anyStory = fc
  .array(
    fc.record({
      isAttack: fc.boolean(),
      urgency: fc.constantFrom(...w.urgencies),
      severity: fc.constantFrom(...w.severities),
      at: fc.constantFrom('2023-02-07', '2023-02-08', '2023-02-09T10:00:00.000Z'),
      reviewBy: fc.constantFrom(null, '2023-01-01', '2023-12-31'),
    }),
    { minLength: 1, maxLength: countries.length },
  )
  .map((parts) =>
    parts.map(({ isAttack, urgency, severity, at, reviewBy }, index) => {
      const country = countries[index] ?? 'IN';
      const common = { targets: [{ country, type: 'embassy' as const }], severity, at };
      return eventWith(
        { id: idOf(index) },
        isAttack
          ? { ...common, kind: 'incident', threat: undefined, incident: { phase: 'ongoing' } }
          : { ...common, threat: { urgency, reviewBy } },
      );
    }),
  );

/** The documented order: under attack, urgent, severity, own missions, newest. */
function rankOf(event: Event, own: readonly string[]) {
  const urgency = event.threat?.urgency;
  const isUrgent = event.kind === 'incident' || urgency === 'immediate' || urgency === 'expected';
  return [
    event.kind === 'incident' ? 0 : 1,
    isUrgent ? 0 : 1,
    w.severityRank[event.severity],
    own.includes(event.targets[0]?.country ?? '') ? 0 : 1,
    -Date.parse(event.at),
  ];
}

test('cards are ordered by attack, urgency, severity, own missions and time, not by overdue reviews', () => {
  void fc.assert(
    fc.property(anyStory, fc.subarray([...countries]), (events, own) => {
      const shown = threatenedBy(events, {}, now, own).map(({ leading }) => leading);
      const byId = new Map(events.map((event) => [event.id, event]));
      const found = shown.map((id) => {
        const event = byId.get(id);
        if (!event) throw new Error('The leading event is not among the events');
        return rankOf(event, own);
      });
      const compare = (a: readonly number[], b: readonly number[]) =>
        a.map((value, index) => value - (b[index] ?? 0)).find((step) => step !== 0) ?? 0;
      expect(found).toEqual(found.toSorted(compare));
      expect(shown).toHaveLength(events.length);
      expect(threatenedBy(events.toReversed(), {}, now, own).map(({ leading }) => leading)).toEqual(shown);
    }),
  );
});

test('today’s attack leads a card before last year’s threat, and the card keeps the earliest date', () => {
  const old = eventWith({ id: idOf(0), severity: 'extreme' }, { at: '2022-02-01' });
  const attack = eventWith(
    { id: idOf(1), severity: 'unknown' },
    { kind: 'incident', at: '2023-02-09T23:23:00.000Z', threat: undefined, incident: { phase: 'ongoing' } },
  );
  expect(threatenedBy([old, attack], {}, now)).toMatchObject([
    { leading: attack.id, since: '2022-02-01', underAttack: true, severity: 'extreme' },
  ]);
});

test('an exercise neither leads the card of a real threat nor marks it as an attack', () => {
  const real = eventWith({ id: idOf(0), severity: 'moderate' });
  const drill = eventWith(
    { id: idOf(1), severity: 'extreme' },
    { kind: 'incident', handling: 'exercise', threat: undefined, incident: { phase: 'ongoing' } },
  );
  expect(threatenedBy([drill, real], {}, now)).toMatchObject([
    { leading: real.id, underAttack: false, severity: 'moderate', handling: 'actual', incidents: [drill.id] },
  ]);
  expect(threatenedBy([drill], {}, now)).toMatchObject([
    { leading: drill.id, underAttack: true, handling: 'exercise' },
  ]);
});

test('a severe threat expires when its validity ends; a moderate one never does', () => {
  const ending = (severity: w.Severity, validUntil: string | null) =>
    eventWith({ severity }, { threat: { validUntil } });
  const noon = '2023-02-10T00:00:00.000Z';
  expect(isExpired(ending('severe', noon), now)).toBe(true);
  expect(isExpired(ending('extreme', noon), now)).toBe(true);
  expect(isExpired(ending('severe', noon), now - 1)).toBe(false);
  expect(isExpired(ending('severe', '2023-02-09'), now)).toBe(true);
  expect(isExpired(ending('severe', '2023-02-10'), now)).toBe(false);
  expect(isExpired(ending('severe', null), now)).toBe(false);
  expect(isExpired(ending('moderate', noon), now)).toBe(false);
  const lapsed = eventWith({ severity: 'severe' }, { threat: { status: 'lapsed', validUntil: noon } });
  expect(isExpired(lapsed, now)).toBe(false);
});
