import { copyFile, rm } from 'node:fs/promises';
import { localPrincipal as local } from '@/db/model/access/principal';
import { actorInput, missionInput, visitInput } from '@/db/model/reference';
import { databaseOf, withDatabase } from '../../support/database';
import { incident, newKey, people, threat } from '../store/records';
import { sqliteStore } from '../store/sqlite';
import { expect, headsIn, keepHead, test } from './audit-test';

const [, , amber] = people;

/** A closed database with records of every kind, some of them edited and deleted. */
async function createDatabase() {
  const { store, dataDir } = await sqliteStore('example');
  const { record: actor } = await store.createRecord(
    local,
    'actor',
    actorInput.parse({ name: 'ISKP' }),
    newKey(),
  );
  const place = { host: 'AF', city: 'Kabul' };
  const input = missionInput.parse({ sending: 'RU', type: 'embassy', ...place, name: 'Old' });
  const { record: mission } = await store.createRecord(local, 'mission', { ...input, host: 'XK' }, newKey());
  const talks = visitInput.parse({
    country: 'CN',
    title: 'Talks',
    from: '2026-05-01',
    to: '2026-05-03',
    tlp: 'clear',
    ...place,
  });
  const { record: visit } = await store.createRecord(local, 'visit', talks, newKey());
  const foretold = await store.createEvent(
    local,
    threat({
      title: 'Letter',
      tags: ['letter'],
      targets: [
        { country: 'RU', type: 'embassy', missionId: mission.id },
        { country: 'CN', type: 'delegation', visitId: visit.id },
      ],
      actors: [{ actorId: actor.id, role: 'threatened' }],
      sources: [{ publisher: 'Gazette', title: 'Letter found' }],
      threat: { validUntil: '2099-01-01' },
    }),
    newKey(),
  );
  const realising = { incident: { phase: 'over', realises: [foretold.event.id] } };
  await store.createEvent(local, incident(realising), newKey());
  const red = threat({ tlp: 'red', recipients: [amber?.id], title: 'Red' });
  await store.createEvent(local, red, newKey());
  const gone = await store.createEvent(local, threat({ title: 'Gone' }), newKey());
  await store.updateEvent(local, gone.event.id, 1, threat({ title: 'Gone soon', severity: 'severe' }), null);
  await store.deleteEvent(local, gone.event.id, 2, 'Mistake');
  const over = await store.createEvent(local, threat({ title: 'Over', severity: 'severe' }), newKey());
  const foiled = threat({ title: 'Over', severity: 'severe', threat: { status: 'foiled' } });
  await store.updateEvent(local, over.event.id, 1, foiled, null);
  const back = await store.createEvent(local, threat({ title: 'Back' }), newKey());
  await store.deleteEvent(local, back.event.id, 1, 'Mistake');
  await store.restoreEvent(local, back.event.id, 'No mistake', null);
  const renamed = { ...input, host: 'XK' as const, name: 'New' };
  await store.updateRecord(local, 'mission', mission.id, 1, renamed);
  await store.updateRecord(local, 'actor', actor.id, 1, actorInput.parse({ name: 'IS-K' }));
  await store.updateRecord(local, 'visit', visit.id, 1, { ...talks, title: 'More talks' });
  const [untouched] = (
    await store.listRecords(local, 'mission', { sending: ['CN'], host: ['AF'], limit: 1, after: null })
  ).items;
  await keepHead(store, headsIn(dataDir));
  await store.close();
  const ids = { actor: actor.id, mission: mission.id, visit: visit.id, untouched: untouched?.id ?? '' };
  return { dataDir, database: databaseOf(dataDir), ids };
}

test('a record edited, added or deleted in SQL is reported with its reference and the differences', async ({
  command,
}) => {
  const { dataDir, database, ids } = await createDatabase();
  const unchanged = await command('audit-verify', dataDir).ended;
  expect(unchanged.output).toMatch(/each as it was written\. 97\d\d records match it\./);
  expect(unchanged.code).toBe(0);
  withDatabase(database, (connection) => connection.pragma('journal_mode = DELETE'));
  await copyFile(database, `${database}.original`);

  const edits: [sql: string, sentences: RegExp[]][] = [
    [
      `update events set record = json_set(record, '$.title', 'Leaflet') where ref = 'THR-2026-0001'`,
      [/^THR-2026-0001 does not match change \d+ of the journal: record\.title\.$/],
    ],
    [
      `update events set record = json_set(record, '$.actors[0].name', 'Nobody') where ref = 'THR-2026-0001'`,
      [/^THR-2026-0001 does not match change \d+ of the journal: names in the record\.$/],
    ],
    [
      `update events set record = 'none' where ref = 'INC-2026-0001'`,
      [/^INC-2026-0001 does not match change \d+ of the journal: record\.$/],
    ],
    [
      `update events set severity = 'minor', is_active = 0, ref = 'THR-1999-0001' where ref = 'THR-2026-0001'`,
      [/^THR-2026-0001 does not match change \d+ .*: ref, severity, isActive\.$/],
    ],
    [
      `update events set created_by = '${amber?.id}', tlp = 0 where ref = 'THR-2026-0002'`,
      [/^THR-2026-0002 does not match change \d+ .*: tlp, createdBy, index_entries, recipients\.$/],
    ],
    [
      `delete from recipients; delete from tags; delete from event_actors; update sources set publisher = 'X';
        update targets set outcome = 'foiled' where position = 1; delete from event_countries where country = 'CN';
        delete from links`,
      [
        /^INC-2022-0001 does not match change /,
        /^INC-2022-0002 does not match change /,
        /^INC-2023-0001 does not match change /,
        /^THR-2023-0001 does not match change /,
        /^THR-2026-0001 .*: targets, event_countries, event_actors, sources, tags, links\.$/,
        /^INC-2026-0001 .*: links\.$/,
        /^THR-2026-0002 .*: recipients\.$/,
      ],
    ],
    [
      `update index_entries set entry = json_set(entry, '$[2]', 'TR')
        where n = (select n from events where ref = 'THR-2026-0001')`,
      [/^THR-2026-0001 does not match change \d+ of the journal: index_entries\.$/],
    ],
    [
      'delete from unconfirmed_events',
      [/^THR-2026-0004 does not match change \d+ of the journal: unconfirmed_events\.$/],
    ],
    [
      `update events set is_deleted = 0 where ref = 'THR-2026-0003'`,
      [/^THR-2026-0003 does not match change \d+ of the journal: isDeleted\.$/],
    ],
    [
      `update events set logged_at = logged_at - 86400000 where ref = 'THR-2026-0002'`,
      [/^THR-2026-0002 does not match change \d+ of the journal: loggedAt\.$/],
    ],
    [
      `delete from events where ref = 'THR-2026-0002'; delete from actors where id = '${ids.actor}'`,
      [
        /^THR-2026-0001 .*: names in the record\.$/,
        /^THR-2026-0002 is missing: it is in change \d+ of the journal, and was deleted outside Chancery\.$/,
        /^The actor \S+ is missing: it is in change \d+ of the journal, /,
      ],
    ],
    [
      `insert into events select null, 'added', 'THR-2026-0009', version, kind, handling, severity, verification, tlp,
        status, phase, is_active, is_deleted, host, lat, lon, at, activity_at, logged_at, updated_at, valid_until,
        created_by, updated_by, 0, record from events where ref = 'THR-2026-0002'`,
      [/^THR-2026-0009 is not in the journal: it was added outside Chancery\.$/],
    ],
    [
      `update missions set status = 'closed', lat = 1 where id = '${ids.mission}';
        update visits set tlp = 2, created_by = '${amber?.id}' where id = '${ids.visit}';
        update missions set version = 2 where id = '${ids.untouched}'`,
      [
        /^The mission \S+ is not in the journal: it was added or edited outside Chancery\.$/,
        /^The mission \S+ does not match change \d+ of the journal: lat, status\.$/,
        /^The visit \S+ does not match change \d+ of the journal: tlp, createdBy\.$/,
      ],
    ],
  ];
  for (const [sql, sentences] of edits) {
    withDatabase(database, (connection) => {
      connection.pragma('foreign_keys = OFF');
      connection.exec(sql);
    });
    const { code, output } = await command('audit-verify', dataDir).ended;
    const [, ...lines] = output.split('\n').filter((line) => line !== '');
    expect(lines, sql).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
    expect(code).toBe(1);
    await copyFile(`${database}.original`, database);
  }
  await rm(dataDir, { recursive: true, force: true });
});
