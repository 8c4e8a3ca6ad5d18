import * as z from 'zod';
import { type Child, programOf, startChild } from '../child';
import { seenSchema } from '../data/shapes';

export type Crowd = {
  /** For each mark since the last call, how many viewers received it and when the last one did. */
  seen(): Promise<Map<number, { count: number; last: number }>>;
  traffic(): Promise<{ frames: number; bytes: number }>;
  close(): Promise<void>;
};

const perProcess = 2_500;
const traffic = z.object({ frames: z.number(), bytes: z.number() });
let addresses = 0;

/**
 * Connects viewers to a server from child processes. With `cursors`, which they use in turn, all viewers of a process
 * connect at once. `token` is their access token of Directus.
 */
export async function connectViewers(
  url: string,
  count: number,
  protocol: 'socket.io' | 'ws' | 'directus' = 'socket.io',
  cursors: readonly string[] = [],
  token = '',
): Promise<Crowd> {
  const children: Child[] = [];
  const close = async () => {
    await Promise.all(children.map((child) => child.stop()));
  };
  try {
    for (let rest = count; rest > 0; rest -= perProcess) {
      const child = await startChild(programOf('viewers'));
      children.push(child);
      const size = Math.min(rest, perProcess);
      await child.call(
        { method: 'connect', url, count: size, protocol, from: addresses, cursors, token },
        z.number(),
      );
      addresses = (addresses + Math.ceil(size / 100)) % 50_000;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async seen() {
      const all = new Map<number, { count: number; last: number }>();
      for (const child of children) {
        for (const { mark, count: n, last } of await child.call({ method: 'seen' }, seenSchema)) {
          const known = all.get(mark);
          all.set(mark, { count: n + (known?.count ?? 0), last: Math.max(last, known?.last ?? 0) });
        }
      }
      return all;
    },
    async traffic() {
      let [frames, bytes] = [0, 0];
      for (const child of children) {
        const one = await child.call({ method: 'traffic' }, traffic);
        frames += one.frames;
        bytes += one.bytes;
      }
      return { frames, bytes };
    },
    close,
  };
}
