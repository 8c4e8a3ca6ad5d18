import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { locales } from '@/db/model/locales';
import { isViewQuery } from '@/db/model/records/view';
import { themes } from '@/db/model/themes';
import { instant, requiredText, uuid } from '@/db/model/values/scalars';
import { tlps } from '@/db/model/words';

const maxView = 2100;

/** A filter as in the address of the board, and a saved view: "targeted=RU,PK&view=…". Empty: everything. */
const view = z
  .string()
  .max(maxView, because('too-long', { max: maxView }))
  .transform((search) => search.replace(/^\?/, ''))
  .refine((search) => isShown(search), because('invalid-view'))
  .meta({
    description:
      'A filter as in the address of the board. With view=<id> the display shows the filter that this saved view has today while the view is shared, and otherwise the filter given here',
  });

function isShown(search: string): boolean {
  const query = new URLSearchParams(search);
  const ids = query.getAll('view');
  query.delete('view');
  return ids.length <= 1 && ids.every((id) => uuid.safeParse(id).success) && isViewQuery(query.toString());
}

/** What a wall display shows, and how. Language and theme are those of the browser unless given. */
const displaySettings = z.strictObject({
  view: view.default(''),
  locale: z.enum(locales).optional(),
  theme: z.enum(themes).optional(),
});
export type DisplaySettings = z.output<typeof displaySettings>;

export const displayLinkInput = z.strictObject({
  name: requiredText(120),
  clearance: z.enum(tlps).exclude(['red']),
  ...displaySettings.shape,
  days: z.int().min(1).max(366).default(366),
});
export type DisplayLinkInput = z.output<typeof displayLinkInput>;

/**
 * A screen that shows the wall without anybody signed in. It reads up to its clearance, never above its owner's, and no
 * red records. Its link works once: the browser that opens it becomes the display.
 */
export const displayLink = z.strictObject({
  id: uuid,
  name: z.string(),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  clearance: z.enum(tlps),
  ...displaySettings.shape,
  view: z
    .string()
    .nullable()
    .meta({ description: 'Null for an administrator who may read less than its owner' }),
  createdAt: instant,
  expiresAt: instant,
  /** When its link was opened; null while nobody has opened the latest link. */
  openedAt: instant.nullable(),
});
export type DisplayLink = z.output<typeof displayLink>;

/** The settings of an opened display. */
export const openedDisplay = displayLink
  .pick({ name: true, clearance: true, locale: true, theme: true })
  .extend({ view: z.string() });
export type OpenedDisplay = z.output<typeof openedDisplay>;
