/** Between two `refetch` to one viewer. */
export const spacingMillis = 5_000;
/** How long after the start of a round a viewer that was waiting for it may be sent its own. */
const openMillis = 1_000;

/** Who is owed a `refetch`: whole audiences, and people for red records that name them. */
export type Owed<Audience, Person> = {
  audiences: ReadonlySet<Audience>;
  people: ReadonlyMap<string, Person>;
};

/**
 * The rounds in which the viewers of the common streams are sent `refetch`, and what they are owed until then. Rounds
 * follow the clock alone: one that began when something arrives would tell other audiences of it. `now` is in
 * milliseconds and never goes back.
 */
export function createRefetchRounds<Audience, Person extends { id: string }>(now: () => number) {
  let round = 0;
  let startedAt = now();
  let audiences = new Set<Audience>();
  let people = new Map<string, Person>();
  let owedFrom: number | null = null;

  return {
    /**
     * The position (seq) for the cursor of a viewer that was sent everything up to `seq`: what follows it may be owed.
     * It is the same for all audiences.
     */
    coveredAt: (seq: number): number => owedFrom ?? seq,
    /** Notes what was left out after the position `after` (seq). */
    owe(after: number, owed: { audiences: Iterable<Audience>; people: Iterable<Person> }): void {
      for (const audience of owed.audiences) audiences.add(audience);
      for (const person of owed.people) people.set(person.id, person);
      if (audiences.size + people.size > 0) owedFrom = Math.min(owedFrom ?? after, after);
    },
    /** Starts a round if one is due, and returns whom to send `refetch`. */
    start(): Owed<Audience, Person> | null {
      if (now() - startedAt < spacingMillis + openMillis) return null;
      startedAt = now();
      round += 1;
      const owed = { audiences, people };
      audiences = new Set();
      people = new Map();
      owedFrom = null;
      return owed;
    },
    /** The number of the current round. */
    current: (): number => round,
    /** May a viewer that has been waiting since `since`, an earlier round, be sent `refetch` now? */
    isOpenTo: (since: number): boolean => round > since && now() - startedAt < openMillis,
    clear(): void {
      audiences.clear();
      people.clear();
      owedFrom = null;
    },
  };
}
