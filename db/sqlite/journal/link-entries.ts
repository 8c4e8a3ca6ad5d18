export type Link = { fromId: string; toId: string };
/** Early versions journalled a single link; later ones journal all links of the event. */
type LinkEntry = { links: Link[] } | (Link & { isAdded: boolean });

/** The links of an event after these entries of the journal. */
export function linksAfter(bodies: readonly string[]): Link[] {
  let links: Link[] = [];
  for (const body of bodies) {
    const entry: LinkEntry = JSON.parse(body);
    if ('links' in entry) ({ links } = entry);
    else {
      const { fromId, toId, isAdded } = entry;
      links = links.filter((link) => link.fromId !== fromId || link.toId !== toId);
      if (isAdded) links.push({ fromId, toId });
    }
  }
  return links;
}

/** Those of the links that are not among the others. */
export function linksWithout(links: readonly Link[], others: readonly Link[]): Link[] {
  const keys = new Set(others.map(keyOf));
  return links.filter((link) => !keys.has(keyOf(link)));
}

export function keyOf({ fromId, toId }: Link): string {
  return `${fromId} ${toId}`;
}
