import type { EventRecord } from '../../model/event/event';
import { isSame } from '../../model/journal/history';
import { startMillis } from '../../model/values/moment';
import { isDiplomatic } from '../../model/words';
import { type LinkBody, linksAfter } from '../../rules/event/links';
import type { Connection } from '../client';

type EventRow = { n: number; id: string; createdBy: string; activityAt: number; hasLinks: boolean };
type Rows = unknown[][];

/** The tables beside `events`, each with its columns and the rows that a record should have. */
const tables: { name: string; columns: string; rows(record: EventRecord, row: EventRow): Rows }[] = [
  {
    name: 'targets',
    columns: 'position, country, type, is_diplomatic, mission_id, visit_id, outcome',
    rows: ({ targets }) =>
      targets.map(({ country, type, missionId, visitId, outcome }, position) => [
        position,
        country,
        type,
        Number(isDiplomatic(type)),
        missionId,
        visitId,
        outcome,
      ]),
  },
  {
    name: 'event_countries',
    columns: 'country, at, activity_at',
    rows: ({ targets, at }, { activityAt }) =>
      [...new Set(targets.map(({ country }) => country))].map((country) => [
        country,
        startMillis(at),
        activityAt,
      ]),
  },
  {
    name: 'event_actors',
    columns: 'position, actor_id, role',
    rows: ({ actors }) => actors.map(({ actorId, role }, position) => [position, actorId, role]),
  },
  {
    name: 'sources',
    columns: 'position, id, publisher, title, url, reliability, credibility, origin',
    rows: ({ sources }) =>
      sources.map(({ id, publisher, title, url, reliability, credibility, origin }, position) => [
        position,
        id,
        publisher,
        title,
        url,
        reliability,
        credibility,
        origin,
      ]),
  },
  { name: 'tags', columns: 'tag', rows: ({ tags }) => [...new Set(tags)].map((tag) => [tag]) },
];

/** Compares an event's rows in these tables, its recipients and its links with the journal; returns what differs. */
export function createIndexCheck(
  connection: Connection,
): (row: EventRow, record: EventRecord, isDeleted: boolean) => string[] {
  const rowsOf = (sql: string) => {
    const statement = connection.prepare<[number | string], unknown[]>(sql).raw();
    return (of: number | string): Rows => statement.all(of);
  };
  const storedRows = tables.map(({ name, columns }) =>
    rowsOf(`select ${columns} from ${name} where event_n = ?`),
  );
  const recipientsOf = rowsOf('select principal_id from recipients where event_n = ?');
  const linksFrom = rowsOf('select from_id, to_id from links where from_id = ?');
  const linksTo = rowsOf('select from_id, to_id from links where to_id = ?');
  const linkEntries = connection
    .prepare<[string], string>(
      `select body from changes where record_id = ? and type = 'link' and body is not null order by seq`,
    )
    .pluck();

  return (row, record, isDeleted) => {
    const ofTables = tables.flatMap(({ name, rows }, index) => {
      const expected = isDeleted ? [] : rows(record, row);
      return isSameRows(storedRows[index]?.(row.n) ?? [], expected) ? [] : [name];
    });
    // Recipients stay when an event is deleted, because they may still read its history.
    const recipientIds = record.tlp === 'red' ? [...new Set([row.createdBy, ...record.recipients])] : [];
    const areRecipientsSame = isSameRows(
      recipientsOf(row.n),
      recipientIds.map((id) => [id]),
    );
    const links = [...linksFrom(row.id), ...linksTo(row.id)];
    const bodies: LinkBody[] = linkEntries.all(row.id).map((body) => JSON.parse(body));
    const expectedLinks = linksAfter(bodies).map(({ fromId, toId }) => [fromId, toId]);
    const areLinksSame = row.hasLinks === links.length > 0 && isSameRows(links, expectedLinks);
    return [...ofTables, ...(areRecipientsSame ? [] : ['recipients']), ...(areLinksSame ? [] : ['links'])];
  };
}

function isSameRows(stored: Rows, expected: Rows): boolean {
  return isSame(inOrder(stored), inOrder(expected));
}

function inOrder(rows: Rows): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
