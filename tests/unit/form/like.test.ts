import { expect, test } from '@playwright/test';
import { readLike } from '@/app/events/_form/like/like-form';
import type { Event } from '@/db/model/event/event';
import { storedEvent } from '../stored-event';

const seen = '01a20707-bf6a-7180-94c9-000000000001';
const hidden = '01a20707-bf6a-7180-94c9-000000000002';

function likeOf(changes: Partial<Event>, clearance: 'green' | 'amber' | 'red' = 'red') {
  const draft = {
    kind: 'threat' as const,
    title: 'Threat',
    summary: 'All of it',
    at: '2026-03-01T08:00:00Z',
    location: { country: 'AF' as const, city: 'Kabul' },
    targets: [
      { country: 'RU' as const, type: 'delegation' as const, visitId: seen },
      { country: 'JP' as const, type: 'delegation' as const, visitId: hidden, note: 'Hotel' },
    ],
    sources: [{ publisher: 'Wire', title: 'A', url: 'https://wire.example/1', quote: 'Words' }],
    threat: { validUntil: '2026-03-05T08:00:00Z', likelihood: 'likely' as const },
  };
  const event = { ...storedEvent(draft, seen), ...changes };
  return readLike(
    event.ref,
    {
      getEvent: async () => event,
      getVisit: async (id) => (id === seen ? { title: 'Minister', tlp: 'amber' } : null),
    },
    { timeZone: 'UTC', clearance },
  );
}

test('a record like another has its targets without the visit that the reader may not see', async () => {
  const like = await likeOf({});
  expect(like?.form.targets.map(({ country, visit, note }) => [country, visit?.title ?? null, note])).toEqual(
    [
      ['RU', 'Minister', ''],
      ['JP', null, ''],
    ],
  );
  expect(like?.form).toMatchObject({ title: '', summary: '', at: '', severity: null });
  expect(like?.form.threat).toMatchObject({ status: 'current', validUntil: '', likelihood: null });
  expect(like?.form.sources).toMatchObject([{ publisher: 'Wire', title: '', url: '', quote: '' }]);
});

test('its marking is never milder than the default or than that of the other record', async () => {
  const marked = async (tlp: Event['tlp'], recipients: string[] = []) =>
    (await likeOf({ tlp, recipients }))?.form;
  expect(await marked('clear')).toMatchObject({ tlp: 'amber', recipients: [] });
  expect(await marked('amber+strict')).toMatchObject({ tlp: 'amber+strict', recipients: [] });
  expect(await marked('red', [seen])).toMatchObject({ tlp: 'red', recipients: [seen] });
  expect((await likeOf({ tlp: 'clear' }, 'green'))?.form.tlp).toBe('green');
});
