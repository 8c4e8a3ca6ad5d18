/** What the third column shows, from top to bottom. */
export const slotNames = ['map', 'timeline'] as const;
export type SlotName = (typeof slotNames)[number];

/** The closed slots in the cookie `side`. Other names are ignored. */
export function parseClosed(cookie: string | undefined): SlotName[] {
  const names = cookie?.split('.') ?? [];
  return slotNames.filter((name) => names.includes(name));
}

/** The value of the cookie; null if none is closed. */
export function serializeClosed(closed: readonly SlotName[]): string | null {
  return closed.length === 0 ? null : closed.join('.');
}

/** The slots that a view closes. */
export function closedIn(layout: Readonly<Record<SlotName, boolean>>): SlotName[] {
  return slotNames.filter((name) => !layout[name]);
}
