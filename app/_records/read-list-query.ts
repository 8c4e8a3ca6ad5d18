import * as z from 'zod';

export type Search = Readonly<Record<string, string | string[] | undefined>>;

/** The parameters of an address that are valid, parsed and as text; invalid ones are ignored. */
export function readListQuery<Shape extends z.ZodRawShape>(
  search: Search,
  shape: Shape,
): { query: z.output<z.ZodObject<Shape>>; given: Record<string, string> } {
  const given: Record<string, string> = {};
  const known: Readonly<Record<string, z.core.$ZodType>> = shape;
  for (const [name, schema] of Object.entries(known)) {
    const text = search[name];
    if (typeof text !== 'string' || text.trim() === '') continue;
    if (z.safeParse(schema, text).success) given[name] = text.trim();
  }
  return { query: z.object(shape).parse(given), given };
}
