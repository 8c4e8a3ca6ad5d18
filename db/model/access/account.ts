import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { journalTypes } from '@/db/model/records/journal-types';
import { instant, requiredText, text, uuid } from '@/db/model/values/scalars';
import * as w from '@/db/model/words';
import { scopesOf } from './key-scopes';

const role = z.enum(w.roles);
const clearance = z.enum(w.tlps);
const rights = { role, clearance };

export const email = text(254)
  .pipe(z.email(because('invalid-email')))
  .overwrite((value) => value.toLowerCase());

/** In characters. There are no rules about the kinds of characters (NIST SP 800-63B, 3.1.1.2). */
export const minPasswordLength = 12;
export const maxPasswordLength = 256;
export const password = z
  .string()
  .refine(
    (value) => [...value].length >= minPasswordLength,
    because('password-too-short', { min: minPasswordLength }),
  )
  .refine((value) => value.length <= maxPasswordLength, because('too-long', { max: maxPasswordLength }));

export const accountPatch = z.strictObject({ name: requiredText(120), ...rights, isSuspended: z.boolean() });
export type AccountInput = z.output<typeof accountPatch>;
/** A person who may sign in. */
export const account = z.strictObject({
  id: uuid,
  version: z.int().min(1),
  ...accountPatch.shape,
  email: z.string(),
  hasSecondFactor: z.boolean(),
  createdAt: instant,
});
export type Account = z.output<typeof account>;

export const invitationInput = z.strictObject({ email, ...rights });
export type InvitationInput = z.output<typeof invitationInput>;
/** An invitation, usable once. Its link is in the response that creates it and nowhere else. */
export const invitation = z.strictObject({
  id: uuid,
  kind: z.enum(w.invitationKinds),
  email: z.string().nullable(),
  ...rights,
  createdAt: instant,
  expiresAt: instant,
});
export type Invitation = z.output<typeof invitation>;

/** Accepts an invitation; `name` and `email` only if the invitation does not have them. */
export const acceptance = z.strictObject({
  token: z.string().max(200, because('link-damaged')),
  name: requiredText(120).optional(),
  email: email.optional(),
  password,
});

/** Keys per person, including expired ones. */
export const maxKeys = 50;
export const maxKeyDays = 366;

const scopes = z
  .array(z.enum(w.keyScopes))
  .refine((given) => given.some((one) => one !== 'red'), because('scope-needed'))
  .refine((given) => new Set(given).size === given.length, because('scope-twice'));

export const keyInput = z
  .strictObject({
    name: requiredText(120),
    scopes: scopes.optional().meta({
      description:
        'read, or write, which includes read; with red it also reads the red records that name its owner',
    }),
    /** For clients from before keys had several scopes. */
    scope: z
      .enum(w.legacyKeyScopes)
      .optional()
      .meta({ deprecated: true, description: 'Give scopes instead' }),
    clearance,
    days: z.int().min(1).max(maxKeyDays).default(90),
  })
  .refine(({ scope, scopes }) => scope !== undefined || scopes !== undefined, {
    path: ['scopes'],
    ...because('scope-needed'),
  })
  .refine(({ scope, scopes }) => scope === undefined || scopes === undefined, {
    path: ['scope'],
    ...because('scope-replaced'),
  })
  .transform(({ scope, scopes, ...rest }) => {
    const given: readonly w.KeyScope[] = scopes ?? (scope ? [scope] : []);
    return { ...rest, scopes: scopesOf({ write: given.includes('write'), red: given.includes('red') }) };
  });
export type KeyInput = z.output<typeof keyInput>;
/** An API key; it has at most the rights of its owner. */
export const apiKey = z.strictObject({
  id: uuid,
  name: z.string(),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  start: z.string(),
  scope: z.enum(w.legacyKeyScopes).meta({ deprecated: true, description: 'Read scopes instead' }),
  scopes: z.array(z.enum(w.keyScopes)),
  clearance,
  createdAt: instant,
  expiresAt: instant,
});
export type ApiKey = z.output<typeof apiKey>;

/** The maximum age of a session in which a passkey can be added. */
export const freshSessionSeconds = 86_400;

/** A browser in which a person is signed in. */
export const session = z.strictObject({
  id: z.string(),
  createdAt: instant,
  expiresAt: instant,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  isThisOne: z.boolean(),
});
export type Session = z.output<typeof session>;

/** An entry of the audit. For a record that the reader may not see, `recordId` and `subject` are null. */
export const auditEntry = z.strictObject({
  seq: z.int(),
  at: instant,
  by: z.strictObject({ id: z.string(), name: z.string() }),
  type: z.enum(journalTypes),
  recordId: z.string().nullable(),
  subject: z.string().nullable().meta({
    description: 'What the record is called: a name, the reference of an event, the title of a visit',
  }),
  what: z.enum(w.auditActs),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.output<typeof auditEntry>;
