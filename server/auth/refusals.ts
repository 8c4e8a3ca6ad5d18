import type { RefusalKind } from '@/db/model/words';

/** How often something was refused; `others` came from addresses beyond those that are told apart. */
type RefusalTally = {
  kind: RefusalKind;
  count: number;
  addresses: Record<string, number>;
  others: number;
};

export type Refusals = {
  note(kind: RefusalKind, address: string): void;
  /** What was refused since the last time, one tally for each kind. */
  take(): RefusalTally[];
};

/** So that a flood from everywhere fills neither the memory nor a row. */
const mostAddresses = 20;

/** Counts what is refused, in memory: to write each down would let whoever is refused fill the disk. */
export function createRefusals(): Refusals {
  const counts = new Map<RefusalKind, Map<string, number>>();
  const others = new Map<RefusalKind, number>();

  return {
    note(kind, address) {
      const of = counts.get(kind) ?? new Map<string, number>();
      counts.set(kind, of);
      const count = of.get(address);
      if (count !== undefined || of.size < mostAddresses) of.set(address, (count ?? 0) + 1);
      else others.set(kind, (others.get(kind) ?? 0) + 1);
    },
    take() {
      const tallies = [...counts].map(([kind, addresses]) => {
        const rest = others.get(kind) ?? 0;
        const count = [...addresses.values()].reduce((sum, one) => sum + one, rest);
        return { kind, count, addresses: Object.fromEntries(addresses), others: rest };
      });
      counts.clear();
      others.clear();
      return tallies;
    },
  };
}

/** What an answer with this status refuses; null where it refuses nobody. */
export function refusalKindOf(status: number): RefusalKind | null {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 429:
      return 'too-many';
    default:
      return null;
  }
}
