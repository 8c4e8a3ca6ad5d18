import type { Principal } from '@/db/model/access/principal';
import type { Position } from '@/db/store';
import type { Audience } from './cursor';

/**
 * What a viewer has been sent: everything up to `position`, and the cursor that the next frame follows. For the changes
 * after `covered` (seq) it may be owed a `refetch`.
 */
export type Delivered = { position: Position; cursor: string; covered: number };

/** A viewer that follows the common stream of its audience. */
export type Member = {
  readonly audience: Audience;
  who(): Principal;
  /** Looks up the current rights of the viewer, by which `inspect` judges. Call it immediately before. */
  refresh(): Promise<void>;
  /** Leaves the stream if the viewer lags or its rights have changed; it catches up from `delivered`. */
  inspect(delivered: Delivered): void;
};

type OpenRoom = { name: string; members: Set<Member> };
export type Room = { readonly name: string; readonly members: ReadonlySet<Member> };

/**
 * Sending costs 11–20 µs per receiver, so a full room blocks the event loop for about 5 ms. A frame is encoded once
 * per room.
 */
const maxRoomMembers = 250;

/** The viewers that follow the common streams: each audience is divided into rooms of limited size. */
export function createAudienceRooms() {
  const rooms = new Map<Audience, OpenRoom[]>();
  const roomOf = new Map<Member, OpenRoom>();
  let created = 0;

  return {
    audiences: (): Audience[] => [...rooms.keys()],
    /** A copy: rooms are created and removed while a frame is sent. */
    of: (audience: Audience): Room[] => [...(rooms.get(audience) ?? [])],
    everyone: (): Member[] => [...roomOf.keys()],
    has: (member: Member): boolean => roomOf.has(member),
    /** Returns the name of the room that the member joins. */
    enter(member: Member): string {
      const open = rooms.get(member.audience) ?? [];
      rooms.set(member.audience, open);
      let room = open.find(({ members }) => members.size < maxRoomMembers);
      if (!room) {
        created += 1;
        room = { name: `audience ${member.audience} ${created}`, members: new Set() };
        open.push(room);
      }
      roomOf.set(member, room);
      room.members.add(member);
      return room.name;
    },
    /** Returns the name of the room that the member leaves, if it was in one. */
    leave(member: Member): string | undefined {
      const room = roomOf.get(member);
      roomOf.delete(member);
      room?.members.delete(member);
      if (room?.members.size === 0) {
        const rest = (rooms.get(member.audience) ?? []).filter((one) => one !== room);
        if (rest.length > 0) rooms.set(member.audience, rest);
        else rooms.delete(member.audience);
      }
      return room?.name;
    },
  };
}
