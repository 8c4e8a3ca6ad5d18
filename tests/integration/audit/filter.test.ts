import * as z from 'zod';
import { type AuditEntry, auditEntry } from '@/db/model/access/account';
import { expect, test } from '../security/team';

const entries = z.strictObject({ items: z.array(auditEntry), next: z.string().nullable() });

test('the audit is filtered by person, action and date, in complete pages', async ({ team }) => {
  const { admin } = team;
  const boris = await team.createMember({ role: 'analyst' });
  for (let n = 0; n < 7; n += 1) {
    const event = await team.log(boris, `Letter ${n}`, { tlp: 'clear' });
    if (n % 2) await boris.api.patch(`/api/events/${event.id}`, 1, { title: 'Changed' });
    if (n % 3 === 0)
      await boris.api.remove(`/api/events/${event.id}`, n % 2 ? 2 : 1, { reason: 'Twice logged' });
  }
  const back = await team.log(boris, 'Restored', { tlp: 'clear' });
  await boris.api.remove(`/api/events/${back.id}`, 1, { reason: 'By mistake' });
  const restored = await boris.api.call('POST', `/api/events/${back.id}/restore`, {
    body: { reason: 'It was true' },
    headers: { 'if-match': '"2"', 'idempotency-key': crypto.randomUUID() },
  });
  expect(restored.status, JSON.stringify(restored.body)).toBeLessThan(300);
  const listEntries = async (query: string): Promise<AuditEntry[]> => {
    const found: AuditEntry[] = [];
    let page: string | null = '';
    while (page !== null) {
      const more: string = page === '' ? '' : `&page=${page}`;
      const answer = entries.parse((await admin.api.get(`/api/audit?limit=3&${query}${more}`)).body);
      found.push(...answer.items);
      page = answer.next;
    }
    return found;
  };
  const all = (await listEntries('type=all')).filter(({ what }) => what !== 'read-audit');
  const expectMatches = async (query: string, isMatch: (entry: AuditEntry) => boolean) => {
    const found = (await listEntries(`type=all&${query}`)).filter(({ what }) => what !== 'read-audit');
    expect(
      found.map(({ seq }) => seq),
      query,
    ).toEqual(all.filter(isMatch).map(({ seq }) => seq));
    expect(found.length, query).toBeGreaterThan(0);
  };
  await expectMatches(`by=${boris.id}`, ({ by }) => by.id === boris.id);
  await expectMatches('what=deleted', ({ what }) => what === 'deleted');
  await expectMatches('what=restored', ({ what }) => what === 'restored');
  await expectMatches('what=changed', ({ what }) => what === 'changed');
  await expectMatches('what=signed-in', ({ what }) => what === 'signed-in');
  await expectMatches(
    `by=${boris.id}&what=logged`,
    ({ by, what }) => by.id === boris.id && what === 'logged',
  );
  const middle = all[Math.floor(all.length / 2)]?.at ?? '';
  await expectMatches(`from=${middle}`, ({ at }) => at >= middle);
  await expectMatches(`to=${middle}`, ({ at }) => at < middle);
  await expectMatches(`from=${middle}&by=${boris.id}`, ({ at, by }) => at >= middle && by.id === boris.id);
  expect(await listEntries('type=all&to=2020-01-01')).toEqual([]);
  expect(await listEntries('type=all&from=2099-01-01')).toEqual([]);
  for (const query of ['by=somebody', 'what=danced', 'from=yesterday', 'kind=deleted'])
    expect((await admin.api.get(`/api/audit?${query}`)).status, query).toBe(422);
});
