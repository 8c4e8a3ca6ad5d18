import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, FeedItem, Frame, ServerToClient } from '@/db/model/journal/live';
import type { Tally } from './tally';

const retryMillis = 200;

/** The newest version received of an event. */
type Delivered = { version: number; isGone: boolean };

/**
 * A program that follows the feed from `cursor` by its contract: each frame follows the one before, and after a
 * disconnection it reconnects with the cursor of the last frame.
 */
export function openWitness({ url, cursor, tally }: { url: string; cursor: string; tally: Tally }) {
  const delivered = new Map<string, Delivered>();
  let lastCursor = cursor;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: (send) => send({ cursor: lastCursor }),
  });
  const reconnect = () => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMillis);
  };
  socket.on('disconnect', reconnect);
  socket.on('connect_error', reconnect);
  socket.on('reset', ({ reason }) => tally.fail('resets', `The witness was reset: ${reason}`));
  socket.on('frame', ({ prev, cursor: next, items }: Frame) => {
    if (prev !== lastCursor) tally.fail('gaps', 'A frame did not follow the one before on one connection');
    lastCursor = next;
    for (const item of items) record(item);
  });

  function record(item: FeedItem): void {
    if (item.op === 'changed' || item.op === 'refetch') return;
    const { id, version } = item.op === 'upsert' ? item.event : item;
    const last = delivered.get(id)?.version ?? 0;
    if (item.op === 'retract') {
      if (version > last) delivered.set(id, { version, isGone: true });
      return;
    }
    if (version < last) {
      tally.fail('out of order', `The witness received version ${version} of ${id} after version ${last}`);
    }
    delivered.set(id, { version, isGone: false });
  }

  return {
    delivered: (id: string) => delivered.get(id),
    close() {
      clearTimeout(retry);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

export type Witness = ReturnType<typeof openWitness>;
