import type { Event } from '@/db/model/event/event';

/** The whole contract between the live server and its viewers, over socket.io. */

export type ChangedType = 'mission' | 'actor' | 'visit' | 'link';

export type FeedItem =
  | { op: 'upsert'; event: Event }
  | { op: 'retract'; id: string; version: number }
  | { op: 'changed'; type: ChangedType; id: string; version: number };

/** Delivery starts after `cursor`. */
export type Ready = { epoch: string; cursor: string; serverTime: string };

/** `prev` is the cursor of the frame before; a frame without items is a heartbeat. */
export type Frame = { epoch: string; prev: string; cursor: string; items: FeedItem[] };

/** Fetch the board anew and connect with its cursor. */
export type Reset = { reason: ResetReason };
export type ResetReason = 'epoch' | 'ahead' | 'chain' | 'rights';

/** The server goes away, and lets everyone go: connect again with your cursor in a while. */
export type Closing = { reason: 'shutdown' };

export type ServerToClient = {
  ready: (payload: Ready) => void;
  frame: (payload: Frame) => void;
  reset: (payload: Reset) => void;
  closing: (payload: Closing) => void;
};
export type ClientToServer = Record<never, never>;

export type Handshake = { cursor?: string };

/** The clock's heartbeat; a viewer that hears nothing for `silenceMillis` is not live. */
export const heartbeatMillis = 10_000;
export const silenceMillis = 25_000;
