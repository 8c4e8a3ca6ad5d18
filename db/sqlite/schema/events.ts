import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Country } from '../../model/places/countries';
import * as w from '../../model/words';
import type { NamedRecord } from '../../rules/event/named-record';
import { flag, millis, oneOf } from './columns';
import { actors, missions, principals, visits } from './reference';

/**
 * One row per event. `record` is its content as JSON, with names (see `named-record.ts`). The columns and the tables
 * below repeat what queries need. `tlp` is the rank of the marking; `hasLinks` tells whether rows of `links` name the
 * event. A deleted event keeps its row, recipients and links, and has no rows in the other tables.
 */
export const events = sqliteTable(
  'events',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    ref: text().notNull().unique(),
    version: integer().notNull(),
    kind: text({ enum: w.kinds }).notNull(),
    handling: text({ enum: w.handlings }).notNull(),
    severity: text({ enum: w.severities }).notNull(),
    verification: text({ enum: w.verifications }).notNull(),
    tlp: integer().notNull(),
    status: text({ enum: w.threatStatuses }),
    phase: text({ enum: w.phases }),
    isActive: flag('is_active').notNull(),
    isDeleted: flag('is_deleted').notNull().default(false),
    host: text().$type<Country>().notNull(),
    lat: real(),
    lon: real(),
    at: millis('at').notNull(),
    activityAt: millis('activity_at').notNull(),
    loggedAt: millis('logged_at').notNull(),
    updatedAt: millis('updated_at').notNull(),
    validUntil: millis('valid_until'),
    createdBy: text('created_by')
      .notNull()
      .references(() => principals.id),
    updatedBy: text('updated_by')
      .notNull()
      .references(() => principals.id),
    hasLinks: flag('has_links').notNull().default(false),
    record: text({ mode: 'json' }).$type<NamedRecord>().notNull(),
  },
  (t) => [
    // Covers the columns of filters and facets, because rows are long: looking each up takes ten times as long.
    index('events_by_at').on(t.at, t.n, t.isDeleted, t.tlp, t.kind),
    index('events_by_activity').on(
      t.activityAt,
      t.n,
      t.isDeleted,
      t.tlp,
      t.kind,
      t.host,
      t.severity,
      t.verification,
      t.status,
      t.phase,
      t.handling,
      t.at,
    ),
    index('events_by_change').on(t.updatedAt),
    index('events_lapsed').on(t.activityAt, t.n).where(sql`status = 'lapsed' and is_deleted = 0`),
    index('events_examples').on(t.n).where(sql`handling = 'example' and is_deleted = 0`),
    index('events_active').on(t.n).where(sql`is_active = 1`),
    index('events_to_lapse')
      .on(t.validUntil)
      .where(sql`status = 'current' and valid_until is not null and severity not in ('extreme', 'severe')`),
    index('events_deleted').on(t.updatedAt, t.n).where(sql`is_deleted = 1`),
    oneOf('kind', w.kinds),
    oneOf('handling', w.handlings),
    oneOf('severity', w.severities),
    oneOf('verification', w.verifications),
    oneOf('status', w.threatStatuses),
    check('tlp_rank', sql.raw('"tlp" between 0 and 4')),
    check(
      'kind_part',
      sql.raw(
        `("kind" = 'threat') = ("status" is not null) and ("kind" = 'incident') = ("phase" is not null)`,
      ),
    ),
    check('refuted_not_current', sql.raw(`not ("verification" = 'refuted' and "status" is 'current')`)),
    check('version_counts', sql.raw('"version" >= 1')),
  ],
);

const eventN = () =>
  integer('event_n')
    .notNull()
    .references(() => events.n, { onDelete: 'cascade' });

export const targets = sqliteTable(
  'targets',
  {
    eventN: eventN(),
    position: integer().notNull(),
    country: text().$type<Country>().notNull(),
    type: text({ enum: w.targetTypes }).notNull(),
    isDiplomatic: flag('is_diplomatic').notNull(),
    missionId: text('mission_id').references(() => missions.id),
    visitId: text('visit_id').references(() => visits.id),
    outcome: text({ enum: w.targetOutcomes }),
  },
  (t) => [
    primaryKey({ columns: [t.eventN, t.position] }),
    index('targets_by_mission').on(t.missionId).where(sql`mission_id is not null`),
    index('targets_by_visit').on(t.visitId).where(sql`visit_id is not null`),
    oneOf('outcome', w.targetOutcomes),
  ],
);

export const eventActors = sqliteTable(
  'event_actors',
  {
    eventN: eventN(),
    position: integer().notNull(),
    actorId: text('actor_id')
      .notNull()
      .references(() => actors.id),
    role: text({ enum: w.actorRoles }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventN, t.position] }),
    index('event_actors_by_actor').on(t.actorId),
    oneOf('role', w.actorRoles),
  ],
);

export const sources = sqliteTable(
  'sources',
  {
    id: text().primaryKey(),
    eventN: eventN(),
    position: integer().notNull(),
    publisher: text().notNull(),
    title: text().notNull(),
    url: text(),
    reliability: text({ enum: w.reliabilities }).notNull(),
    credibility: integer().notNull(),
    origin: text(),
  },
  (t) => [
    uniqueIndex('sources_by_event').on(t.eventN, t.position),
    oneOf('reliability', w.reliabilities),
    oneOf('credibility', w.credibilities),
  ],
);

export const tags = sqliteTable('tags', { eventN: eventN(), tag: text().notNull() }, (t) => [
  primaryKey({ columns: [t.tag, t.eventN] }),
  index('tags_by_event').on(t.eventN),
]);

/** The id and reference of each record that was merged into the event. */
export const eventAliases = sqliteTable(
  'event_aliases',
  { id: text().primaryKey(), ref: text().notNull().unique(), eventN: eventN() },
  (t) => [index('event_aliases_by_event').on(t.eventN)],
);

/** Digests of what makes events similar across all years: the addresses and origins of sources, and the title. */
export const eventKeys = sqliteTable('event_keys', { key: integer().notNull(), eventN: eventN() }, (t) => [
  primaryKey({ columns: [t.key, t.eventN] }),
  index('event_keys_by_event').on(t.eventN),
]);

/** One row per event and targeted country, with the sort keys, so that the country filter needs no other table. */
export const eventCountries = sqliteTable(
  'event_countries',
  {
    country: text().$type<Country>().notNull(),
    eventN: eventN(),
    at: millis('at').notNull(),
    activityAt: millis('activity_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventN, t.country] }),
    index('event_countries_by_at').on(t.country, t.at, t.eventN),
    index('event_countries_by_activity').on(t.country, t.activityAt, t.eventN),
  ],
);

/** What the event index reads of each event, as JSON (see db/event-index/entry.ts); narrow, so that a start reads it fast. */
export const indexEntries = sqliteTable('index_entries', {
  n: integer()
    .primaryKey()
    .references(() => events.n, { onDelete: 'cascade' }),
  entry: text().notNull(),
});

/**
 * The events with changes that a second person has not confirmed. `deletedBy` is the person who deleted a deleted one;
 * those of another are in its record.
 */
export const unconfirmedEvents = sqliteTable('unconfirmed_events', {
  eventN: integer('event_n')
    .primaryKey()
    .references(() => events.n, { onDelete: 'cascade' }),
  deletedBy: text('deleted_by').references(() => principals.id),
});

/** The principals who may see a red event: its creator and those it names. */
export const recipients = sqliteTable(
  'recipients',
  {
    principalId: text('principal_id')
      .notNull()
      .references(() => principals.id),
    eventN: eventN(),
  },
  (t) => [primaryKey({ columns: [t.principalId, t.eventN] }), index('recipients_by_event').on(t.eventN)],
);

/** Incident `fromId` realises threat `toId`. */
export const links = sqliteTable(
  'links',
  {
    type: text().$type<'realises'>().notNull(),
    fromId: text('from_id')
      .notNull()
      .references(() => events.id),
    toId: text('to_id')
      .notNull()
      .references(() => events.id),
    at: millis('at').notNull(),
    by: text()
      .notNull()
      .references(() => principals.id),
  },
  (t) => [primaryKey({ columns: [t.fromId, t.type, t.toId] }), index('links_to').on(t.toId)],
);
