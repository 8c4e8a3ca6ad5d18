const listeners = new Set<() => void>();

/** Opens the palette, from wherever it is offered. */
export function requestPalette(): void {
  for (const listen of listeners) listen();
}

/** Returns what ends the subscription. */
export function onPaletteRequest(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}
