'use client';

import type { Handling } from '@/db/model/words';
import { useBoardState } from '../../_live/provider';

/** Rows that are checked. Checking all of 100,000 with every frame would cost too much. */
const lookedAt = 200;

/** Whether the board has records of a handling other than actual. `examples` are the ids of some example records. */
export function useHandlings(examples: readonly string[]): { has(handling: Handling): boolean } {
  const { events, removed, active, rows } = useBoardState();
  return {
    has(handling) {
      if (handling === 'example' && examples.some((id) => !removed.has(id))) return true;
      for (const event of active.values()) if (event.handling === handling) return true;
      return rows.slice(0, lookedAt).some((id) => events.get(id)?.handling === handling);
    },
  };
}
