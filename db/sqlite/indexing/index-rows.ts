import { eq, sql } from 'drizzle-orm';
import type { IndexEntry } from '../../event-index/entry';
import type { IndexRows } from '../../rules/event/index-rows';
import { recordOf, withNames } from '../../rules/event/named-record';
import { textOfEvent } from '../../rules/search-text';
import type { Db } from '../client';
import { createNameLookup } from '../queries/name-references';
import {
  eventActors,
  eventAliases,
  eventCountries,
  eventKeys,
  events,
  indexEntries,
  recipients,
  sources,
  tags,
  targets,
} from '../schema/events';
import { createTextIndex } from './text-index';

/** What the rules decide that an event is found by. */
type Indexed = { rows: IndexRows; text: string; entry: IndexEntry };

/**
 * Writes the rows by which an event is found. The statements are prepared once: an event has a dozen rows, and
 * preparing a statement takes five times as long as writing the row.
 */
export function createIndexRows(db: Db) {
  const slot = sql.placeholder;
  const eventN = slot('eventN');
  const position = slot('position');
  const addTarget = db
    .insert(targets)
    .values({
      eventN,
      position,
      country: slot('country'),
      type: slot('type'),
      isDiplomatic: slot('isDiplomatic'),
      missionId: slot('missionId'),
      visitId: slot('visitId'),
      outcome: slot('outcome'),
    })
    .prepare();
  const addCountry = db
    .insert(eventCountries)
    .values({ eventN, country: slot('country'), at: slot('at'), activityAt: slot('activityAt') })
    .prepare();
  const addActor = db
    .insert(eventActors)
    .values({ eventN, position, actorId: slot('actorId'), role: slot('role') })
    .prepare();
  const addSource = db
    .insert(sources)
    .values({
      id: slot('id'),
      eventN,
      position,
      publisher: slot('publisher'),
      title: slot('title'),
      url: slot('url'),
      reliability: slot('reliability'),
      credibility: slot('credibility'),
      origin: slot('origin'),
    })
    .prepare();
  const addTag = db
    .insert(tags)
    .values({ eventN, tag: slot('tag') })
    .prepare();
  const addAlias = db
    .insert(eventAliases)
    .values({ eventN, id: slot('id'), ref: slot('ref') })
    // Undoing a merge of a merged record gives its aliases back to it.
    .onConflictDoUpdate({ target: eventAliases.id, set: { eventN: sql`excluded.event_n` } })
    .prepare();
  const addKey = db
    .insert(eventKeys)
    .values({ eventN, key: slot('key') })
    .prepare();
  const addRecipient = db
    .insert(recipients)
    .values({ eventN, principalId: slot('principalId') })
    .prepare();
  const addEntry = db
    .insert(indexEntries)
    .values({ n: slot('n'), entry: slot('entry') })
    .prepare();
  const removals = [
    ...[targets, eventCountries, eventActors, sources, tags, eventAliases, eventKeys].map((table) =>
      db.delete(table).where(eq(table.eventN, eventN)).prepare(),
    ),
    db.delete(indexEntries).where(eq(indexEntries.n, eventN)).prepare(),
  ];
  const removeRecipients = db.delete(recipients).where(eq(recipients.eventN, eventN)).prepare();
  const texts = createTextIndex(db, 'events_fts');

  /** For an event that is indexed already, call `remove` first. */
  function add(eventN: number, { rows, text, entry }: Indexed): void {
    for (const row of rows.targets) addTarget.run({ eventN, ...row });
    for (const row of rows.countries) addCountry.run({ eventN, ...row });
    for (const row of rows.actors) addActor.run({ eventN, ...row });
    for (const row of rows.sources) addSource.run({ eventN, ...row });
    for (const row of rows.tags) addTag.run({ eventN, ...row });
    for (const row of rows.aliases) addAlias.run({ eventN, ...row });
    for (const row of rows.keys) addKey.run({ eventN, ...row });
    removeRecipients.run({ eventN });
    for (const row of rows.recipients) addRecipient.run({ eventN, ...row });
    addEntry.run({ n: eventN, entry: JSON.stringify(entry) });
    texts.add(eventN, text);
  }

  /** Removes an event from all lists. Its recipients stay, because they may read the history of a deleted red event. */
  function remove(n: number): void {
    for (const removal of removals) removal.run({ eventN: n });
    texts.remove(n);
  }

  return { add, remove };
}

/** Rewrites the names and the text of an event after a mission or actor that it names was renamed. */
export function createEventRenamer(db: Db): (eventN: number) => void {
  const find = db
    .select({ ref: events.ref, record: events.record })
    .from(events)
    .where(eq(events.n, sql.placeholder('n')))
    .prepare();
  const write = db
    .update(events)
    .set({ record: sql`${sql.placeholder('record')}` })
    .where(eq(events.n, sql.placeholder('n')))
    .prepare();
  const texts = createTextIndex(db, 'events_fts');
  const namesOf = createNameLookup(db);
  return (n) => {
    const event = find.get({ n });
    if (!event) return;
    const record = recordOf(event.record);
    const names = namesOf(record);
    write.run({ n, record: JSON.stringify(withNames(record, names)) });
    texts.replace(n, textOfEvent(event.ref, record, names));
  };
}
