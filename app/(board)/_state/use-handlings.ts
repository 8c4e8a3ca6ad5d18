'use client';

import type { Handling } from '@/db/model/words';
import { useBoardState } from '../../_live/provider';

/** Rows that are looked at: of 100,000, to look at each with each frame would cost more than it tells. */
const lookedAt = 200;

/** Which records there are besides actual ones; `examples` are ids that the server named, some of all. */
export function useHandlings(examples: readonly string[]): { has(handling: Handling): boolean } {
  const { events, gone, active, rows } = useBoardState();
  return {
    has(handling) {
      if (handling === 'example' && examples.some((id) => !gone.has(id))) return true;
      for (const event of active.values()) if (event.handling === handling) return true;
      return rows.slice(0, lookedAt).some((id) => events.get(id)?.handling === handling);
    },
  };
}
