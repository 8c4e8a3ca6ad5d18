/** NUL and lone surrogates: PostgreSQL stores neither, and both break what is encoded as UTF-8. */
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Can a store keep this text as it is? */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}
