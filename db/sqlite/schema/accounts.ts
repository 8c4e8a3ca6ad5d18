import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DisplaySettings } from '../../model/access/display-link';
import * as w from '../../model/words';
import { flag, millis, oneOf } from './columns';
import { principals } from './reference';

const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });
const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/*
 * The first six tables follow better-auth 1.7, including the names of the properties: users, sessions, credentials
 * (its "account"), verifications, second factors and passkeys. A user and their principal, which has the name and
 * rights, share an id.
 */
export const users = sqliteTable('users', {
  id: text()
    .primaryKey()
    .references(() => principals.id),
  name: text().notNull(),
  /** In lower case. */
  email: text().notNull().unique(),
  emailVerified: flag('email_verified').notNull(),
  image: text(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  twoFactorEnabled: flag('two_factor_enabled').notNull().default(false),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: userId(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_by_user').on(t.userId)],
);

export const credentials = sqliteTable(
  'credentials',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('credentials_by_user').on(t.userId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('verifications_by_identifier').on(t.identifier),
    index('verifications_by_end').on(t.expiresAt),
  ],
);

export const secondFactors = sqliteTable(
  'second_factors',
  {
    id: text().primaryKey(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: userId(),
    verified: flag('verified').notNull().default(false),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
    /** Recently accepted codes, since each may be used only once (RFC 6238, 5.2). `at` in ms. */
    usedCodes: text('used_codes', { mode: 'json' })
      .$type<{ code: string; at: number }[]>()
      .notNull()
      .default([]),
  },
  (t) => [index('second_factors_by_user').on(t.userId)],
);

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text().primaryKey(),
    name: text(),
    publicKey: text('public_key').notNull(),
    userId: userId(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: flag('backed_up').notNull(),
    transports: text(),
    createdAt: instant('created_at'),
    aaguid: text(),
  },
  (t) => [index('passkeys_by_user').on(t.userId)],
);

/** Invitations, each usable once; only the hash of the token is stored. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    kind: text({ enum: w.invitationKinds }).notNull(),
    hash: text().notNull().unique(),
    /** The person who may set a new password; null for an invitation that creates a person. */
    personId: text('person_id').references(() => users.id, { onDelete: 'cascade' }),
    email: text(),
    role: text({ enum: w.roles }).notNull(),
    clearance: text({ enum: w.tlps }).notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => principals.id),
    createdAt: millis('created_at').notNull(),
    expiresAt: millis('expires_at').notNull(),
  },
  () => [oneOf('kind', w.invitationKinds), oneOf('role', w.roles), oneOf('clearance', w.tlps)],
);

/** API keys. A key and its principal share an id; only the hash of the key is stored. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text()
      .primaryKey()
      .references(() => principals.id),
    ownerId: text('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    hash: text().notNull().unique(),
    /** The first characters of the key, by which people recognise it. */
    start: text().notNull(),
    scope: text({ enum: w.legacyKeyScopes }).notNull(),
    /** May it also read the red records that name its owner? */
    readsRed: flag('reads_red').notNull().default(false),
    createdAt: millis('created_at').notNull(),
    expiresAt: millis('expires_at').notNull(),
    /** The settings of a wall display; null for every other key. */
    display: text({ mode: 'json' }).$type<DisplaySettings>(),
    /** The hash of a display's link, until the link is opened. Then the browser gets a key only it knows. */
    linkHash: text('link_hash'),
    linkExpiresAt: millis('link_expires_at'),
    openedAt: millis('opened_at'),
  },
  (t) => [
    index('api_keys_by_owner').on(t.ownerId),
    uniqueIndex('api_keys_by_link').on(t.linkHash),
    oneOf('scope', w.legacyKeyScopes),
  ],
);

/** Recent failed sign-ins, by account, address, or both; stored, so that a restart does not reset them. */
export const signInFailures = sqliteTable('sign_in_failures', {
  key: text().primaryKey(),
  count: integer().notNull(),
  since: millis('since').notNull(),
});

/** A single row. Triggers increase `version` when a person, session or key changes, to invalidate cached lookups. */
export const rights = sqliteTable('rights', { n: integer().primaryKey(), version: integer().notNull() });
