const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i;
/** A name with at least two labels, then a port, a path, a query or nothing. */
const host = /^[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)*\.\p{L}{2,}\.?(?::\d{1,5})?(?:[/?#]\S*)?$/u;

/** A web address as it is meant: "reuters.com/world" is read at https://reuters.com/world. */
export function wholeAddress(typed: string): string {
  const text = typed.trim();
  return !hasScheme.test(text) && host.test(text) ? `https://${text}` : text;
}
