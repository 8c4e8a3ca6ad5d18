import type { Principal } from '@/db/model/access/principal';
import type { Position } from '@/db/store';
import type { Audience } from './cursor';

/** What a viewer has been sent: everything up to `position`, and the cursor that the next frame follows. */
export type SentUpTo = { position: Position; cursor: string };

/** One who follows the common stream of his audience. */
export type Member = {
  readonly audience: Audience;
  who(): Principal;
  /** Leaves the stream where he lags or his rights have changed; `sentUpTo` is what he goes on from. */
  inspect(sentUpTo: SentUpTo): void;
};

export type Part = { readonly room: string; readonly members: ReadonlySet<Member> };

/**
 * A sending costs 11–20 µs a receiver: so many take some 5 ms, and the event loop is free in between. Each
 * part's frame is encoded once.
 */
const partLimit = 250;

/** Who follows the common streams, each audience in parts that are sent to in one go. */
export function createParts() {
  const parts = new Map<Audience, { room: string; members: Set<Member> }[]>();
  const partOf = new Map<Member, { room: string; members: Set<Member> }>();
  let made = 0;

  return {
    audiences: (): Audience[] => [...parts.keys()],
    /** A list of its own: parts come and go while it is sent to. */
    of: (audience: Audience): Part[] => [...(parts.get(audience) ?? [])],
    everyone: (): Member[] => [...partOf.keys()],
    has: (member: Member): boolean => partOf.has(member),
    /** Answers the room that he is to join. */
    enter(member: Member): string {
      const ones = parts.get(member.audience) ?? [];
      parts.set(member.audience, ones);
      let part = ones.find(({ members }) => members.size < partLimit);
      if (!part) {
        made += 1;
        part = { room: `audience ${member.audience} ${made}`, members: new Set() };
        ones.push(part);
      }
      partOf.set(member, part);
      part.members.add(member);
      return part.room;
    },
    /** Answers the room that he is to leave, if he was in one. */
    leave(member: Member): string | undefined {
      const part = partOf.get(member);
      partOf.delete(member);
      part?.members.delete(member);
      if (part?.members.size === 0) {
        const rest = (parts.get(member.audience) ?? []).filter((one) => one !== part);
        if (rest.length > 0) parts.set(member.audience, rest);
        else parts.delete(member.audience);
      }
      return part?.room;
    },
  };
}
