import * as z from 'zod';
import type { View } from './mercator';

const view = z.object({ lon: z.number(), lat: z.number(), zoom: z.number() });

/** The view that the reader moved a map to, kept for this browser; null if they left it to the map. */
export function readView(name: string | null): View | null {
  if (name === null) return null;
  try {
    return view.parse(JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepView(name: string | null, kept: View | null): void {
  if (name === null) return;
  try {
    if (kept === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), JSON.stringify(kept));
  } catch {
    // Storage may be full or switched off; the view is then not remembered.
  }
}

function keyOf(name: string): string {
  return `map-view-${name}`;
}
