/** Parameters that tell where a reader came from, and not what the page is. */
const trackingParameter =
  /^(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|ref|ref_src|ref_url|source|cmpid|smid|s_cid|share|amp)$/i;

/**
 * The address of a page in a form that is the same for its variants: without scheme, "www.", user, default port,
 * fragment, tracking parameters and trailing slash, with sorted parameters. Text that is no address is returned trimmed.
 */
export function normalizeAddress(given: string): string {
  if (!URL.canParse(given)) return given.trim();
  const { hostname, port, pathname, searchParams } = new URL(given);
  const kept = [...searchParams].filter(([name]) => !trackingParameter.test(name)).sort(compareParameters);
  const host = hostname.replace(/^(?:www|m|amp)\./, '').replace(/\.$/, '');
  const path = pathname.replace(/\/+$/, '');
  const query = new URLSearchParams(kept).toString();
  return `${host}${port && `:${port}`}${path}${query && `?${query}`}`;
}

function compareParameters(
  [name, value]: [string, string],
  [otherName, otherValue]: [string, string],
): number {
  const [one, other] = [`${name}=${value}`, `${otherName}=${otherValue}`];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
