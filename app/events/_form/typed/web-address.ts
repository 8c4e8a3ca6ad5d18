const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i;
/** A host name with at least two labels, then a port, a path, a query or nothing. */
const host = /^[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)*\.\p{L}{2,}\.?(?::\d{1,5})?(?:[/?#]\S*)?$/u;

/** Adds the scheme to a web address: "reuters.com/world" becomes "https://reuters.com/world". */
export function withScheme(typed: string): string {
  const text = typed.trim();
  return !hasScheme.test(text) && host.test(text) ? `https://${text}` : text;
}
