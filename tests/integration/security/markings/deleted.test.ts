import { randomUUID } from 'node:crypto';
import type { Person } from '../../../support/people';
import { expect, test } from '../team';
import { bytesOf } from './bytes-of';

test('a hidden deleted event can be listed and restored only by users who may see it', async ({ team }) => {
  const low = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  const high = await team.createMember({ role: 'viewer', clearance: 'red' });
  const restore = ({ api }: Person, id: string) =>
    api.post(`/api/events/${id}/restore`, { reason: 'Deleted by mistake' });
  const list = async ({ api }: Person) => Object((await api.get('/api/events?deleted=true')).body).items;
  const unknown = bytesOf(await restore(low, randomUUID()));
  const hidden = await team.log(team.admin, 'Hidden', { tlp: 'red' });
  expect(bytesOf(await restore(low, hidden.id))).toBe(unknown);
  const gone = { reason: 'For their eyes' };
  expect((await team.admin.api.remove(`/api/events/${hidden.id}`, 1, gone)).status).toBe(204);
  for (const id of [hidden.id, hidden.ref]) expect(bytesOf(await restore(low, id))).toBe(unknown);
  expect(await list(low)).toEqual([]);
  const pages = await Promise.all(
    [hidden.ref, hidden.ref.replace(/\d{4}$/, '9999')].map((ref) => low.api.get(`/deleted/${ref}`)),
  );
  expect(pages.map(({ status }) => status)).toEqual([404, 404]);
  expect((await restore(high, hidden.id)).status).toBe(403);
  expect((await high.api.get('/api/events?deleted=true')).status).toBe(403);
  for (const path of ['/deleted', `/deleted/${hidden.ref}`])
    expect((await high.api.get(path)).status, path).toBe(404);
  const { api: program } = await team.createKey(team.admin, { clearance: 'amber' });
  expect((await program.get('/api/events?deleted=true')).status).toBe(403);
  expect(await list(team.admin)).toMatchObject([{ id: hidden.id, title: 'Hidden' }]);
  expect((await restore(team.admin, hidden.id)).status).toBe(200);
  const { body } = await low.api.get('/api/audit?type=all');
  expect(JSON.stringify(body)).not.toContain(hidden.ref);
  expect(JSON.stringify(body)).not.toMatch(/by mistake|For their eyes/);
});
