import type { RefusalKind } from '@/db/model/words';

/** The number of refusals of one kind; `others` came from addresses that are not counted separately. */
type RefusalTally = {
  kind: RefusalKind;
  count: number;
  addresses: Record<string, number>;
  others: number;
};

export type Refusals = {
  note(kind: RefusalKind, address: string): void;
  /** Returns the tallies since the last call, one per kind, and starts again from zero. */
  take(): RefusalTally[];
};

/** Limits memory and the size of an audit entry during a flood from many addresses. */
const maxAddresses = 20;

/** Counts refusals in memory: storing each one would let an attacker fill the disk. */
export function createRefusals(): Refusals {
  const counts = new Map<RefusalKind, Map<string, number>>();
  const others = new Map<RefusalKind, number>();

  return {
    note(kind, address) {
      const of = counts.get(kind) ?? new Map<string, number>();
      counts.set(kind, of);
      const count = of.get(address);
      if (count !== undefined || of.size < maxAddresses) of.set(address, (count ?? 0) + 1);
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

/** The kind of refusal of a response status; null if it is not a refusal. */
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
