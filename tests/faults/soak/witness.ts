import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, FeedItem, Frame, ServerToClient } from '@/db/model/journal/live';
import type { Tally } from './tally';

const retryMillis = 200;

/** The newest that came of a record. */
type Delivered = { version: number; isGone: boolean };

/**
 * A program that follows the feed by its contract alone, from `cursor` on: each frame follows the one
 * before, and a broken connection is taken up again with the cursor of the last frame.
 */
export function openWitness({ url, cursor, tally }: { url: string; cursor: string; tally: Tally }) {
  const delivered = new Map<string, Delivered>();
  let held = cursor;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: (give) => give({ cursor: held }),
  });
  const again = () => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMillis);
  };
  socket.on('disconnect', again);
  socket.on('connect_error', again);
  socket.on('reset', ({ reason }) => tally.fail('resets', `The witness was sent away: ${reason}`));
  socket.on('frame', ({ prev, cursor: next, items }: Frame) => {
    if (prev !== held) tally.fail('gaps', 'A frame did not follow the one before on an unbroken connection');
    held = next;
    for (const item of items) take(item);
  });

  function take(item: FeedItem): void {
    if (item.op === 'changed') return;
    const { id, version } = item.op === 'upsert' ? item.event : item;
    const last = delivered.get(id)?.version ?? 0;
    if (item.op === 'retract') {
      if (version > last) delivered.set(id, { version, isGone: true });
      return;
    }
    if (version < last) {
      tally.fail('out of order', `Version ${version} of ${id} came to the witness after version ${last}`);
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
