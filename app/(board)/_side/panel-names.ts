/** The panels of the third column, from top to bottom. */
export const panelNames = ['map'] as const;
export type PanelName = (typeof panelNames)[number];

/** Reads the cookie `closed-panels`. Names that are no panels are ignored. */
export function parseClosedPanels(cookie: string | undefined): PanelName[] {
  const names = (cookie ?? '').split(',');
  return panelNames.filter((name) => names.includes(name));
}
