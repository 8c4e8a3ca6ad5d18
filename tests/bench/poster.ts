import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventDraft } from '@/db/model/event/event';
import { clock } from './measure';

/** A typical event of about 1.5 KB; its title contains the mark by which viewers recognise it. */
export function arrival(mark: number): EventDraft {
  return {
    kind: 'threat',
    title: `Arrival ${mark}: letter to the embassy`,
    summary: 'It was found at the gate in the morning, and names a day. '.repeat(12),
    at: new Date().toISOString(),
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'RU', type: 'embassy' }],
    sources: [
      { publisher: 'Embassy security', title: 'Found at the gate', reliability: 'B', credibility: 2 },
      { publisher: 'Local news', title: 'Letter found', reliability: 'C', credibility: 3 },
    ],
    severity: 'severe',
    tlp: 'amber',
    tags: ['letter'],
    threat: { status: 'foiled', urgency: 'future' },
  };
}

/** Creates until all code on the path is compiled: a server that runs for days is measured, not its first seconds. */
export const warmUp = 3_000;
const warmUpPerSecond = 300;

export type Poster = ReturnType<typeof createPoster>;

type Options = {
  headers?: Record<string, string>;
  /** The body to post for a mark. */
  bodyOf?: (mark: number) => unknown;
};

/** Posts events over persistent connections; `post` returns when a request was sent and when its response arrived. */
export function createPoster(url: string, path: string, { headers = {}, bodyOf = arrival }: Options = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const post = (mark: number): Promise<{ sent: number; answered: number }> => {
    const body = JSON.stringify(bodyOf(mark));
    const sent = clock();
    return new Promise((resolve, reject) => {
      const req = request(new URL(path, url), {
        method: 'POST',
        agent,
        headers: {
          Origin: url,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'Idempotency-Key': randomUUID(),
          ...headers,
        },
      });
      req.on('error', reject);
      req.on('response', (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          // Directus answers 200.
          if (res.statusCode === 201 || res.statusCode === 200) resolve({ sent, answered: clock() });
          else reject(new Error(`${res.statusCode}: ${Buffer.concat(chunks).toString()}`));
        });
      });
      req.end(body);
    });
  };
  const poster = {
    post,
    /** Posts at a fixed rate, whatever the response times; returns the time of each from its due time (ms). */
    async pace(
      first: number,
      count: number,
      perSecond: number,
    ): Promise<Map<number, { due: number; took: number }>> {
      const results = new Map<number, { due: number; took: number }>();
      const started = clock();
      const posts: Promise<void>[] = [];
      for (let index = 0; index < count; index += 1) {
        const due = started + (index * 1_000) / perSecond;
        const wait = due - clock();
        if (wait > 0) await pause(wait);
        posts.push(
          post(first + index).then(({ answered }) => {
            results.set(first + index, { due, took: answered - due });
          }),
        );
      }
      await Promise.all(posts);
      return results;
    },
    warm: () => poster.pace(9_000_000, warmUp, warmUpPerSecond),
    close: () => agent.destroy(),
  };
  return poster;
}
