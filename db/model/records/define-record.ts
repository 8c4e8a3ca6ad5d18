import * as z from 'zod';
import type { CodeWithoutParams } from '@/db/model/errors';
import type { Locale } from '@/db/model/locales';
import { instant, uuid } from '@/db/model/values/scalars';
import type { Role, Tlp } from '@/db/model/words';

/**
 * Who may see a record, apart from the role that `roles.read` requires:
 * - `public`: everyone
 * - `own`: by its own `tlp`, and for a red record its `recipients`, if it has any
 * - `ofEvent`: those who may see its event
 * - `owner`: its creator alone, or everyone once it is `shared`
 * - `role`: everyone with the role `roles.read`
 */
export type RecordMarking = keyof JudgedFields;

/** The fields by which each marking is judged. */
type JudgedFields = {
  public: object;
  own: { tlp: Tlp };
  ofEvent: { eventId: string };
  owner: { shared: boolean };
  role: object;
};

/** The least role for each act; null if nobody may delete such a record. */
type RecordRoles = Readonly<{ read: Role; create: Role; update: Role; delete: Role | null }>;

/** What a record is found by: its words, and the names of these countries in every language. */
export type RecordText = {
  words: readonly (string | null | undefined)[];
  countries?: readonly string[];
};

/**
 * A field that names records by id: one, one or none, or a list. `type` is a record type or `event`, `missing` the error
 * if there is none.
 */
export type ReferenceField = { field: string; type: string; missing: CodeWithoutParams };

export type Versioned = { id: string; version: number };

/** The schemas of the parameters of a list, and their values. */
export type QueryShape = z.ZodRawShape;
export type QueryOfShape<Shape extends QueryShape> = z.output<z.ZodObject<Shape>>;

export type RecordDefinition<
  Type extends string = string,
  Input extends object = object,
  Answer extends Versioned & Input = Versioned & Input,
  Query extends QueryShape = QueryShape,
> = {
  /** Its name in the journal, the feed and the audit. */
  type: Type;
  /** Its path in the API: the plural in kebab-case. */
  path: string;
  /** Its name in each language. */
  names: Readonly<Record<Locale, string>>;
  /** What the API description calls one of them, with its article. */
  noun: string;
  /** What the API description says about the list. */
  summary: string;
  /** A record as it is answered. */
  schema: z.ZodType<Answer>;
  /** What creates a record. A merge patch is applied to it. */
  input: z.ZodType<Input>;
  /** The parameters of the list, besides those of every list. */
  query: Query;
  marking: RecordMarking;
  roles: RecordRoles;
  /** Do events contain its name? Then a change of one may change any event. */
  isNamedInEvents?: boolean;
  /** Its name in the audit; null if it has none. */
  title(record: Input): string | null;
  text?(record: Input): RecordText;
  /**
   * The records that it names must exist, be visible to the author, and be marked no stricter. None of them can be
   * deleted by someone who sees that it is named.
   */
  references?: readonly ReferenceField[];
};

/** Declares a record type. Everything that all types share follows from it; see CONTRIBUTING.md. */
export function defineRecord<
  const Type extends string,
  Input extends object,
  Answer extends Versioned & Input,
  Query extends QueryShape,
  Marking extends RecordMarking,
>(
  definition: RecordDefinition<Type, Input, Answer, Query> & {
    marking: Marking;
    input: z.ZodType<JudgedFields[Marking]>;
    references?: readonly (ReferenceField & { field: keyof Input })[];
  },
): RecordDefinition<Type, Input, Answer, Query> {
  return definition;
}
/** The fields of an answered record beside those of its input. */
export const recordMetadata = {
  id: uuid,
  version: z.int().min(1),
  createdBy: z.strictObject({ id: z.string(), name: z.string() }),
  updatedAt: instant,
};
