import { expect, test } from '@playwright/test';
import { urgencyOf } from '@/app/_live/pages/urgency';
import { eventWith, idOf } from './story';

const upsert = { op: 'upsert', event: eventWith({ id: idOf(0) }) } as const;
const retract = { op: 'retract', id: idOf(0), version: 2 } as const;
const link = { op: 'changed', type: 'link', id: idOf(0), version: 2 } as const;
const mission = { op: 'changed', type: 'mission', id: idOf(1), version: 2 } as const;

const types = ['event', 'mission', 'link'] as const;
const record = { types, id: idOf(0), named: new Set([idOf(1), idOf(2)]) };

test('a change of the record itself is fetched at once', () => {
  expect(urgencyOf(record, [mission, upsert])).toBe('now');
  expect(urgencyOf(record, [retract])).toBe('now');
});

test('changed names and links, a named record and a bulk change are fetched soon', () => {
  expect(urgencyOf(record, [link])).toBe('soon');
  expect(urgencyOf(record, [mission])).toBe('soon');
  expect(urgencyOf({ types, id: idOf(3), named: new Set([idOf(0)]) }, [upsert])).toBe('soon');
  expect(urgencyOf(record, [{ op: 'refetch', types: ['visit', 'event'] }])).toBe('soon');
});

test('other records and types are ignored', () => {
  expect(urgencyOf({ types, id: idOf(5) }, [upsert, retract, link, mission])).toBeNull();
  expect(urgencyOf({ types: ['mission'], id: idOf(0) }, [upsert, link])).toBeNull();
  expect(urgencyOf({ types: ['mission'] }, [{ op: 'refetch', types: ['event'] }])).toBeNull();
  expect(urgencyOf(record, [])).toBeNull();
});

test('a list is fetched soon after any change of its types', () => {
  expect(urgencyOf({ types: ['event'] }, [upsert])).toBe('soon');
  expect(urgencyOf({ types: ['mission'] }, [mission])).toBe('soon');
});
