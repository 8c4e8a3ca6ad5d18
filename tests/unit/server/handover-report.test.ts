import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { countSources } from '@/app/brief/count-sources';
import type { Event } from '@/db/model/event/event';
import { threatStatuses } from '@/db/model/words';
import { groupChanges } from '@/server/handover/group-changes';
import { threatDraft } from '../../integration/api/support/drafts';
import { assertProperty } from '../../support/assert-property';
import { storedEvent } from '../stored-event';

const sourceId = '00000000-0000-8000-8000-000000000009';

function eventWith(status: (typeof threatStatuses)[number], title = 'Letter'): Event {
  return storedEvent(threatDraft({ title, threat: { status } }), sourceId);
}

test('each record is in one list at most, and in none where nothing changed or the reader sees nothing', () => {
  const state = fc.option(
    fc.record({ status: fc.constantFrom(...threatStatuses), title: fc.constantFrom('Letter', 'Call') }),
  );
  return assertProperty(
    fc.property(state, state, (from, to) => {
      const pair = {
        before: from && eventWith(from.status, from.title),
        after: to && eventWith(to.status, to.title),
      };
      const filled = Object.entries(groupChanges([pair])).flatMap(([name, list]) => list.map(() => name));
      return JSON.stringify(filled) === JSON.stringify(expectedGroup(from, to));
    }),
  );
});

type State = { status: string; title: string } | null;

function expectedGroup(from: State, to: State): string[] {
  if (to === null) return from === null ? [] : ['retracted'];
  if (from === null) return ['arrived'];
  if (from.status === 'current' && to.status !== 'current')
    return [to.status === 'lapsed' ? 'lapsed' : 'ended'];
  return from.status === to.status && from.title === to.title ? [] : ['changed'];
}

test('a publisher counts once in a record, with its best grade', () => {
  const source = (publisher: string, reliability: 'B' | 'C', credibility: 1 | 3) => ({
    publisher,
    title: 'x',
    reliability,
    credibility,
  });
  const sources = [source('Pajhwok', 'C', 3), source('Pajhwok', 'B', 1), source('Dawn', 'C', 3)];
  const first = storedEvent(threatDraft({ sources }), sourceId);
  const second = storedEvent(threatDraft({ sources: [source('Dawn', 'B', 3)] }), sourceId);
  expect(countSources([first, second])).toEqual([
    { publisher: 'Dawn', records: 2, grade: 'B3' },
    { publisher: 'Pajhwok', records: 1, grade: 'B1' },
  ]);
});
