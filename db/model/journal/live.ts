import type { Event } from '@/db/model/event/event';
import type { ChangedType, FeedType } from '@/db/model/records/journal-types';

/** The contract between the live server and its clients, over socket.io. */

/**
 * `refetch` stands for the upserts of one import, bulk change or undo: the client fetches the records of these types
 * again.
 */
export type FeedItem =
  | { op: 'upsert'; event: Event }
  | { op: 'retract'; id: string; version: number }
  | { op: 'changed'; type: ChangedType; id: string; version: number }
  | { op: 'refetch'; types: FeedType[] };

/** Delivery starts after `cursor`. */
export type Ready = { epoch: string; cursor: string; serverTime: string };

/** `prev` is the cursor of the previous frame. A frame without items is a heartbeat. */
export type Frame = { epoch: string; prev: string; cursor: string; items: FeedItem[] };

/** The client must fetch the board again and connect with its cursor. */
export type Reset = { reason: ResetReason };
export type ResetReason = 'epoch' | 'ahead' | 'chain' | 'rights';

/** The server shuts down and disconnects: the client connects again later with its cursor. */
export type Closing = { reason: 'shutdown' };

export type ServerToClient = {
  ready: (payload: Ready) => void;
  frame: (payload: Frame) => void;
  reset: (payload: Reset) => void;
  closing: (payload: Closing) => void;
};
export type ClientToServer = Record<never, never>;

export type Handshake = { cursor?: string };

/** The interval of heartbeats; a client that receives nothing for `silenceMillis` is not live. */
export const heartbeatMillis = 10_000;
export const silenceMillis = 25_000;
