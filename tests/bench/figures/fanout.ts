import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { localPrincipal } from '@/db/model/access/principal';
import { eventInput } from '@/db/model/event/event';
import { type Child, programOf, startChancery, startChild } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { openDataset } from '../data/open-dataset';
import { spreadOf } from '../measure';
import { arrival, createPoster } from '../poster';
import { type Figure, ratioOf } from '../report';
import { timeToLastViewer } from './arrival';
import { type Crowd, connectViewers } from './crowd';

const deliveryViewers = 1_000;
const deliveryRounds = 8;
const framesPerRound = 20;
/** Longer than the hub's poll, so that each event is sent in its own frame. */
const frameMillis = 300;
const crowds = [
  { count: 1_000, within: 60, rounds: 150 },
  { count: 5_000, within: 150, rounds: 60 },
  { count: 10_000, within: 300, rounds: 40 },
];
const streamSeconds = 15;
const perSecond = 100;

/** P5: the cost of sending to everyone, compared with a socket.io broadcast and with plain ws. */
export async function* measureFanout([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  try {
    yield* measureDeliveryCost(folder);
    yield* measureStream(folder);
    for (const crowd of crowds) yield* measureLastViewer(folder, crowd);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Sender = { child: Child; crowd: Crowd; send(mark: number): Promise<unknown>; micros: number[] };

/**
 * Processor time per delivery. Another process writes the events, so that the measured server only reads, filters
 * and sends them; the references send a frame of the same size.
 */
async function* measureDeliveryCost(folder: string): AsyncGenerator<Figure> {
  const store = await openDataset(folder);
  const { epoch } = await store.readIdentity();
  const log = (mark: number) =>
    store.createEvent(localPrincipal, eventInput.parse(arrival(mark)), {
      key: `fan-out ${Date.now()} ${mark}`,
      digest: '',
    });
  const { event } = await log(1);
  const frameOf = (mark: number) => ({
    epoch,
    prev: 'x'.repeat(120),
    cursor: 'x'.repeat(120),
    items: [{ op: 'upsert', event: { ...event, title: arrival(mark).title } }],
  });
  const senders: Sender[] = [];
  const addSender = async (child: Child, protocol: 'socket.io' | 'ws', send?: Sender['send']) => {
    const sendFrame = (mark: number) => child.call({ method: 'send', frame: frameOf(mark) }, z.boolean());
    const before = await child.memory();
    const crowd = await connectViewers(child.url, deliveryViewers, protocol);
    senders.push({ child, crowd, send: send ?? sendFrame, micros: [] });
    return ((await child.memory()) - before) / deliveryViewers / 1_024;
  };
  try {
    const memory = {
      ours: await addSender(await startChancery(folder), 'socket.io', log),
      room: await addSender(await startChild(programOf('bare/room')), 'socket.io'),
      ws: await addSender(await startChild(programOf('bare/socket')), 'ws'),
    };
    let mark = 0;
    for (let round = -1; round < deliveryRounds; round += 1) {
      for (const { child, crowd, send, micros } of senders) {
        await crowd.traffic();
        await child.usage();
        for (let frame = 0; frame < framesPerRound; frame += 1) {
          mark += 1;
          await send(mark);
          await pause(frameMillis);
        }
        const { cpu } = await child.usage();
        const { frames } = await crowd.traffic();
        if (round >= 0) micros.push((cpu * 1_000) / frames);
      }
    }
    const [ours, room, ws] = senders.map(({ micros }) => spreadOf(micros));
    if (!ours || !room || !ws) return;
    const what = `processor time a delivery, to ${deliveryViewers} (${framesPerRound} frames a sample)`;
    const ratio = ratioOf(ours, room);
    yield {
      part: 'P5',
      what,
      unit: 'µs',
      ours,
      reference: { name: 'io.emit to a room', value: room },
      ratio,
      goal: '≤ 1.15×',
      holds: ratio <= 1.15,
    };
    yield {
      part: 'P5',
      what,
      unit: 'µs',
      ours,
      reference: { name: 'ws', value: ws },
      ratio: ratioOf(ours, ws),
    };
    yield {
      part: 'P5',
      what: `memory a viewer, of ${deliveryViewers}`,
      unit: 'KB',
      ours: memory.ours,
      reference: { name: 'socket.io', value: memory.room },
      ratio: memory.ours / memory.room,
      goal: '≤ 30 KB',
      holds: memory.ours <= 30,
    };
    yield {
      part: 'P5',
      what: `memory a viewer, of ${deliveryViewers}`,
      unit: 'KB',
      ours: memory.ours,
      reference: { name: 'ws', value: memory.ws },
      ratio: memory.ours / memory.ws,
    };
  } finally {
    for (const { crowd, child } of senders) {
      await crowd.close();
      await child.stop();
    }
    await store.close();
  }
}

/** 100 events per second to 1,000 viewers, from the requests that log them to the viewers that receive them. */
async function* measureStream(folder: string): AsyncGenerator<Figure> {
  const chancery = await startChancery(folder);
  const crowd = await connectViewers(chancery.url, 1_000);
  const poster = createPoster(chancery.url, '/api/events');
  try {
    const count = streamSeconds * perSecond;
    await poster.warm();
    await pause(1_000);
    await crowd.seen();
    await crowd.traffic();
    await chancery.usage();
    const sent = await poster.pace(501_000, count, perSecond);
    const { cpu, wall, loop } = await chancery.usage();
    await pause(1_000);
    const seen = await crowd.seen();
    const { frames } = await crowd.traffic();
    const late = spreadOf(
      [...sent].map(([mark, { due }]) => (seen.get(mark)?.last ?? Number.POSITIVE_INFINITY) - due),
    );
    const share = (cpu / wall) * 100;
    const name = `${perSecond} events/s to 1,000 viewers`;
    yield {
      part: 'P5',
      what: `${name}: of a core, with the writing (${Math.round(frames / 1_000 / streamSeconds)} frames/s)`,
      unit: '%',
      ours: share,
      goal: '≤ 40 %',
      holds: share <= 40,
    };
    yield { part: 'P5', what: `${name}: to the last viewer`, unit: 'ms', ours: late };
    yield { part: 'P5', what: `${name}: event loop held, at most`, unit: 'ms', ours: loop.max };
  } finally {
    poster.close();
    await crowd.close();
    await chancery.stop();
  }
}

/** After sending to thousands the hub pauses for 200 ms; events in between wait, which `measureStream` measures. */
const crowdPauseMillis = 250;

/**
 * The servers are measured one after the other, because the heartbeats and buffers of ten thousand viewers of one
 * would slow down the other.
 */
async function* measureLastViewer(
  folder: string,
  { count, within, rounds }: (typeof crowds)[number],
): AsyncGenerator<Figure> {
  const chancery = await measureCrowd(await startChancery(folder), '/api/events', count, rounds);
  const bare = await measureCrowd(await startChild(programOf('bare/live'), [folder]), '/', count, rounds);
  yield {
    part: 'P5',
    what: `create → last of ${count.toLocaleString('en')} viewers`,
    unit: 'ms',
    ours: chancery.last,
    reference: { name: 'bare socket.io + SQLite', value: bare.last },
    ratio: ratioOf(chancery.last, bare.last),
    goal: `p99 ≤ ${within} ms`,
    holds: chancery.last.p99 <= within,
  };
  yield {
    part: 'P5',
    what: `memory a viewer, of ${count.toLocaleString('en')}`,
    unit: 'KB',
    ours: chancery.memory,
    reference: { name: 'bare socket.io', value: bare.memory },
    ratio: chancery.memory / bare.memory,
    goal: '≤ 30 KB',
    holds: chancery.memory <= 30,
  };
}

/** The time until the last viewer received an event (ms), and the memory per viewer (KB); stops the server. */
async function measureCrowd(server: Child, path: string, count: number, rounds: number) {
  let crowd: Crowd | undefined;
  try {
    const before = await server.memory();
    crowd = await connectViewers(server.url, count);
    const memory = ((await server.memory()) - before) / count / 1_024;
    const sample = timeToLastViewer(createPoster(server.url, path), crowd, count);
    const samples: number[] = [];
    for (let round = -Math.ceil(rounds / 10); round < rounds; round += 1) {
      await pause(crowdPauseMillis);
      const took = await sample();
      if (round >= 0) samples.push(took);
    }
    return { last: spreadOf(samples), memory };
  } finally {
    await crowd?.close();
    await server.stop();
  }
}
