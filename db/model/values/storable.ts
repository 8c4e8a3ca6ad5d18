/** NUL and lone surrogates: PostgreSQL does not store them, and lone surrogates cannot be encoded as UTF-8. */
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Can every database store this text unchanged? */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}
