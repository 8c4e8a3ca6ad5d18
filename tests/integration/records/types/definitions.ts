import * as z from 'zod';
import { defineRecord, recordMetadata } from '@/db/model/records/define-record';
import { requiredText, text, uuid } from '@/db/model/values/scalars';
import { tlps } from '@/db/model/words';

/** Record types that only tests have, one for each marking that no type of the program has or that tests must vary. */

const roles = { read: 'viewer', create: 'analyst', update: 'analyst', delete: 'analyst' } as const;

const noteInput = z.strictObject({ eventId: uuid, text: requiredText(400) });
export type NoteInput = z.output<typeof noteInput>;
/** A note about an event, visible to those who may see the event. */
export const noteRecord = defineRecord({
  type: 'note',
  path: 'notes',
  names: { en: 'Note', tr: 'Not', ru: 'Заметка' },
  noun: 'a note',
  summary: 'Notes about events',
  schema: z.strictObject({ ...recordMetadata, ...noteInput.shape }),
  input: noteInput,
  query: { event: uuid.optional(), q: text(200).optional() },
  marking: 'ofEvent',
  roles,
  title: (note) => note.text,
  text: (note) => ({ words: [note.text] }),
});

const layoutInput = z.strictObject({ name: requiredText(100), shared: z.boolean().default(false) });
export type LayoutInput = z.output<typeof layoutInput>;
/** A layout that belongs to its creator, who may share it. */
export const layoutRecord = defineRecord({
  type: 'layout',
  path: 'layouts',
  names: { en: 'Layout', tr: 'Düzen', ru: 'Раскладка' },
  noun: 'a layout',
  summary: 'Layouts of the board',
  schema: z.strictObject({ ...recordMetadata, ...layoutInput.shape }),
  input: layoutInput,
  query: {},
  marking: 'owner',
  roles: { read: 'viewer', create: 'viewer', update: 'viewer', delete: 'viewer' },
  title: ({ name }) => name,
});

const hookInput = z.strictObject({ url: requiredText(300) });
export type HookInput = z.output<typeof hookInput>;
/** A webhook, visible to administrators only. */
export const hookRecord = defineRecord({
  type: 'hook',
  path: 'hooks',
  names: { en: 'Hook', tr: 'Kanca', ru: 'Крючок' },
  noun: 'a hook',
  summary: 'Hooks',
  schema: z.strictObject({ ...recordMetadata, ...hookInput.shape }),
  input: hookInput,
  query: {},
  marking: 'role',
  roles: { read: 'admin', create: 'admin', update: 'admin', delete: 'admin' },
  title: ({ url }) => url,
});

const findingInput = z.strictObject({
  text: requiredText(400),
  tlp: z.enum(tlps).default('amber'),
  recipients: z.array(z.string()).max(20).default([]),
  evidence: z.array(uuid).max(20).default([]),
  basis: uuid.nullable().default(null),
});
export type FindingInput = z.output<typeof findingInput>;
/** A finding with its own marking, at least as strict as its evidence. */
export const findingRecord = defineRecord({
  type: 'finding',
  path: 'findings',
  names: { en: 'Finding', tr: 'Bulgu', ru: 'Вывод' },
  noun: 'a finding',
  summary: 'Findings',
  schema: z.strictObject({ ...recordMetadata, ...findingInput.shape }),
  input: findingInput,
  query: { q: text(200).optional() },
  marking: 'own',
  roles,
  title: (finding) => finding.text,
  text: (finding) => ({ words: [finding.text] }),
  references: [
    { field: 'evidence', type: 'event', missing: 'no-such-event' },
    { field: 'basis', type: 'finding', missing: 'bad-value' },
  ],
});
