import { entryOf } from '../../event-index/entry';
import type { EventRecord } from '../../model/event/event';
import { isSame } from '../../model/journal/history';
import { type IndexRows, indexRowsOf } from '../../rules/event/index-rows';
import { type LinkBody, linksAfter } from '../../rules/event/links';
import type { Connection } from '../client';
import { areKeysFilled } from '../indexing/fill-keys';

type EventRow = { n: number; id: string; createdBy: string; activityAt: number; hasLinks: boolean };
type Rows = readonly object[];

/** The tables beside `events` whose rows a deletion removes, each with its columns. */
const tables: { name: string; part: Exclude<keyof IndexRows, 'recipients'>; columns: string }[] = [
  {
    name: 'targets',
    part: 'targets',
    columns:
      'position, country, type, is_diplomatic isDiplomatic, mission_id missionId, visit_id visitId, outcome',
  },
  { name: 'event_countries', part: 'countries', columns: 'country, at, activity_at activityAt' },
  { name: 'event_actors', part: 'actors', columns: 'position, actor_id actorId, role' },
  {
    name: 'sources',
    part: 'sources',
    columns: 'position, id, publisher, title, url, reliability, credibility, origin',
  },
  { name: 'tags', part: 'tags', columns: 'tag' },
  { name: 'event_aliases', part: 'aliases', columns: 'id, ref' },
  { name: 'event_keys', part: 'keys', columns: 'key' },
];

/** Compares an event's rows in these tables, its recipients and its links with the journal; returns what differs. */
export function createIndexCheck(
  connection: Connection,
): (row: EventRow, record: EventRecord, isDeleted: boolean) => string[] {
  const rowsOf = (sql: string) => {
    const statement = connection.prepare<[number | string], object>(sql);
    return (of: number | string): Rows => statement.all(of);
  };
  // They are written behind a start, after an upgrade.
  const checked = areKeysFilled(connection) ? tables : tables.filter(({ part }) => part !== 'keys');
  const storedRows = checked.map(({ name, columns }) =>
    rowsOf(`select ${columns} from ${name} where event_n = ?`),
  );
  const entryRows = rowsOf('select entry from index_entries where n = ?');
  const recipientsOf = rowsOf('select principal_id principalId from recipients where event_n = ?');
  const unconfirmedRow = rowsOf('select event_n from unconfirmed_events where event_n = ?');
  const linksFrom = rowsOf('select from_id fromId, to_id toId from links where from_id = ?');
  const linksTo = rowsOf('select from_id fromId, to_id toId from links where to_id = ?');
  const linkEntries = connection
    .prepare<[string], string>(
      `select body from changes where record_id = ? and type = 'link' and body is not null order by seq`,
    )
    .pluck();

  return (row, record, isDeleted) => {
    const expected = indexRowsOf(record, row);
    const ofTables = checked.flatMap(({ name, part }, index) =>
      isSameRows(storedRows[index]?.(row.n) ?? [], isDeleted ? [] : expected[part]) ? [] : [name],
    );
    const entry = { entry: JSON.stringify(entryOf({ ...row, record })) };
    const isEntrySame = isSameRows(entryRows(row.n), isDeleted ? [] : [entry]);
    // Recipients stay when an event is deleted, because they may still read its history.
    const areRecipientsSame = isSameRows(recipientsOf(row.n), expected.recipients);
    const links = [...linksFrom(row.id), ...linksTo(row.id)];
    const bodies: LinkBody[] = linkEntries.all(row.id).map((body) => JSON.parse(body));
    const areLinksSame = row.hasLinks === links.length > 0 && isSameRows(links, linksAfter(bodies));
    // Whether a deletion is to be confirmed is not in a record.
    const isListed = unconfirmedRow(row.n).length > 0;
    const isUnconfirmedSame = isDeleted || isListed === (record.unconfirmed !== undefined);
    return [
      ...ofTables,
      ...(isUnconfirmedSame ? [] : ['unconfirmed_events']),
      ...(isEntrySame ? [] : ['index_entries']),
      ...(areRecipientsSame ? [] : ['recipients']),
      ...(areLinksSame ? [] : ['links']),
    ];
  };
}

function isSameRows(stored: Rows, expected: Rows): boolean {
  return isSame(inOrder(stored), inOrder(expected));
}

/** The rows as text, with their columns in one order; SQLite has no booleans. */
function inOrder(rows: Rows): string[] {
  return rows
    .map((row) =>
      Object.entries(row)
        .map(([column, value]) =>
          JSON.stringify([column, typeof value === 'boolean' ? Number(value) : value]),
        )
        .sort()
        .join(),
    )
    .sort();
}
