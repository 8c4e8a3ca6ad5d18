import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Country } from '../../model/places/countries';
import type { VisitLeg } from '../../model/reference';
import * as w from '../../model/words';
import { flag, oneOf } from './columns';

/** The last event that was rewritten with the record's new name, while a renaming is in progress; else null. */
const renamingAfter = () => integer('renaming_after');

/** Values of this database, such as the epoch, the keys and what was seeded. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });

export const principals = sqliteTable(
  'principals',
  {
    id: text().primaryKey(),
    kind: text({ enum: w.principalKinds }).notNull(),
    name: text().notNull(),
    role: text({ enum: w.roles }).notNull(),
    clearance: text({ enum: w.tlps }).notNull(),
    version: integer().notNull().default(1),
    isSuspended: flag('is_suspended').notNull().default(false),
  },
  () => [oneOf('kind', w.principalKinds), oneOf('role', w.roles), oneOf('clearance', w.tlps)],
);

export const missions = sqliteTable(
  'missions',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    version: integer().notNull(),
    wikidata: text().unique(),
    sending: text().$type<Country>().notNull(),
    host: text().$type<Country>().notNull(),
    type: text({ enum: w.missionTypes }).notNull(),
    typeRank: integer('type_rank').notNull(),
    cityKey: text('city_key'),
    name: text(),
    aliases: text({ mode: 'json' }).$type<string[]>().notNull(),
    city: text(),
    /** The metropolitan city by which people look for the mission, if known. */
    metro: text(),
    lat: real(),
    lon: real(),
    status: text({ enum: w.missionStatuses }).notNull(),
    statusSince: text('status_since'),
    renamingAfter: renamingAfter(),
  },
  (t) => [
    index('missions_renaming').on(t.n).where(sql`renaming_after is not null`),
    index('missions_by_host').on(t.host, t.sending),
    index('missions_by_sending').on(t.sending, t.host),
    index('missions_by_rank').on(t.typeRank, t.n),
    oneOf('type', w.missionTypes),
    oneOf('status', w.missionStatuses),
  ],
);

export const actors = sqliteTable(
  'actors',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    version: integer().notNull(),
    name: text().notNull(),
    aliases: text({ mode: 'json' }).$type<string[]>().notNull(),
    type: text({ enum: w.actorTypes }).notNull(),
    parentId: text('parent_id'),
    isExample: flag('is_example').notNull().default(false),
    renamingAfter: renamingAfter(),
  },
  (t) => [
    index('actors_renaming').on(t.n).where(sql`renaming_after is not null`),
    oneOf('type', w.actorTypes),
  ],
);

export const visits = sqliteTable(
  'visits',
  {
    n: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    version: integer().notNull(),
    country: text().$type<Country>().notNull(),
    host: text().$type<Country>().notNull(),
    city: text(),
    title: text().notNull(),
    from: text().notNull(),
    to: text().notNull(),
    legs: text({ mode: 'json' }).$type<VisitLeg[]>().notNull().default([]),
    contact: text(),
    tlp: integer().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => principals.id),
    isExample: flag('is_example').notNull().default(false),
  },
  () => [check('tlp_rank', sql.raw('"tlp" between 0 and 4'))],
);

/** The gazetteer, largest place first. */
export const places = sqliteTable('places', {
  n: integer().primaryKey(),
  name: text().notNull(),
  country: text().$type<Country>().notNull(),
  province: text(),
  lat: real().notNull(),
  lon: real().notNull(),
  population: integer().notNull(),
});
