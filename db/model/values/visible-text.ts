/** Any character but spaces, control characters, combining marks and invisible ones such as U+2800. */
const visibleCharacter = /[^\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

function isVisible(text: string): boolean {
  return visibleCharacter.test(text);
}

/** Fields that must show something, because people find the record by them. */
const nameFields = ['title', 'name', 'publisher', 'reason'] as const;
const listFields = ['aliases', 'tags'] as const;

/**
 * Paths of the texts in the body of a write that consist of invisible characters. The body is checked, and not the
 * resulting record, so that such a text that was stored earlier does not block edits of other fields.
 */
export function invisiblePaths(body: unknown): string[] {
  if (!isRecord(body)) return [];
  const paths = nameFields.filter((key) => isInvisible(body[key])).map(String);
  for (const key of listFields) paths.push(...inList(body[key], key));
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
