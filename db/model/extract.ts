import * as z from 'zod';
import { because } from './field-errors';
import { mission } from './reference';
import { country, isoDate, uuid } from './values/scalars';
import * as w from './words';

/** The most bytes of UTF-8 that a text to read may have. */
export const maxTextBytes = 1_000_000;

const pageAddress = z
  .string()
  .trim()
  .max(2000)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), because('invalid-url'));

/** A text, with the address that it is from, or only the address of a page that the server reads. */
export const extractInput = z
  .strictObject({ text: z.string().max(maxTextBytes).optional(), url: pageAddress.optional() })
  .refine(({ text, url }) => Boolean(text) || url !== undefined, { path: ['text'], ...because('required') });
export type ExtractInput = z.output<typeof extractInput>;

/** The words of the text that a finding was taken from: `start` and `end` count UTF-16 units. */
const quotation = z.strictObject({ text: z.string(), start: z.int().min(0), end: z.int().min(0) });
export type Quotation = z.output<typeof quotation>;

const common = {
  /** False if the text allows another reading: offered to the user, never set. */
  isSure: z.boolean(),
  /** Null for what was taken from the page or its address instead of its text. */
  from: quotation.nullable(),
} as const;

function finding<Name extends string, Value extends z.ZodType>(field: Name, value: Value) {
  return z.strictObject({ field: z.literal(field), value, ...common });
}

const count = z.strictObject({ min: z.int().min(0), max: z.int().min(0) });
const shortText = z.string().max(500);

/** One thing that a text says, and the words that say it. */
const extractFinding = z.discriminatedUnion('field', [
  finding('title', shortText),
  finding('at', isoDate),
  finding('location', z.strictObject({ country, city: z.string().nullable() })),
  finding(
    'target',
    z.strictObject({
      country,
      type: z.enum(w.targetTypes),
      host: country.nullable(),
      mission: mission.nullable(),
    }),
  ),
  finding('attackType', z.enum(w.attackTypes)),
  finding('weaponType', z.enum(w.weaponTypes)),
  finding('suicide', z.literal(true)),
  finding('killed', count),
  finding('wounded', count),
  finding('actor', z.strictObject({ actorId: uuid, name: z.string(), isClaiming: z.boolean() })),
  finding('publisher', shortText),
  finding('author', shortText),
  finding('url', z.string().max(2000)),
  finding('publishedOn', isoDate),
  finding('language', z.enum(['en', 'tr', 'ru'])),
]);
export type ExtractFinding = z.output<typeof extractFinding>;
export type FindingField = ExtractFinding['field'];

/** `text` is what was read: that of the page, shortened to what a source may quote; null for a text that was sent. */
export const extraction = z.strictObject({
  findings: z.array(extractFinding),
  text: z.string().nullable(),
});
export type Extraction = z.output<typeof extraction>;
