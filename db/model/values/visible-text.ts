/** Spaces, controls (those of direction too), combining marks, and what is drawn as nothing, such as U+2800. */
const seen = /[^\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Does the text show anything? */
function isVisible(text: string): boolean {
  return seen.test(text);
}

/** What these fields hold is a name, by which others find the record. */
const named = ['title', 'name', 'publisher', 'reason'] as const;
const lists = ['aliases', 'tags'] as const;

/**
 * Paths of the texts in the body of a write that stand for something and show nothing. They are looked for in what
 * is sent and not in the record that it makes: one that was stored before keeps nobody from its other fields.
 */
export function invisiblePaths(body: unknown): string[] {
  if (!isRecord(body)) return [];
  const paths = named.filter((key) => isInvisible(body[key])).map(String);
  for (const key of lists) paths.push(...inList(body[key], key));
  const { sources } = body;
  if (Array.isArray(sources))
    sources.forEach((source, index) => {
      paths.push(...invisiblePaths(source).map((path) => `sources.${index}.${path}`));
    });
  return paths;
}

function inList(value: unknown, key: string): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one, index) => (isInvisible(one) ? [`${key}.${index}`] : []));
}

function isInvisible(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && !isVisible(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
