import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { programOf, startChancery, startChild } from '../child';
import { type Spread, spreadOf } from '../measure';
import { type Figure, ratioOf } from '../report';
import { admin, signIn } from './api';

const seconds = 10;
/** Below the request limit of one person. */
const betweenMillis = 20;

/** The default limits, which other parts of the bench raise. */
const limits = { REQUESTS_PER_SECOND: '200', REQUEST_BURST: '2000', MAX_SOCKETS_PER_ADDRESS: '500' };

/** S11: the board of a signed-in person during a flood of anonymous requests from the same address. */
export async function* measureFlood(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-flood-'));
  const env = { SEED: 'example', ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, ...limits };
  const chancery = await startChancery(folder, { env });
  const flooder = await startChild(programOf('anonymous'), [chancery.url]);
  try {
    const cookie = await signIn(chancery.url);
    await watchBoard(chancery.url, cookie, 2);
    for (const flood of ['pages', 'bodies']) {
      const usual = await watchBoard(chancery.url, cookie, seconds / 2);
      await flooder.call({ method: flood }, z.unknown());
      const { spread, refused } = await watchBoard(chancery.url, cookie, seconds);
      const sent = await flooder.call({ method: 'stop' }, z.number());
      const ratio = ratioOf(spread, usual.spread);
      yield {
        part: 'S11',
        what: `board during an anonymous flood of ${flood}, ${sent} in ${seconds} s; refused ${refused} of ${spread.n}`,
        unit: 'ms',
        ours: spread,
        reference: { name: 'without the flood', value: usual.spread },
        ratio,
        goal: '< 5×, none refused',
        holds: ratio < 5 && refused === 0,
      };
      // Waits until the last requests of the flood have responses.
      await pause(3_000);
    }
  } finally {
    await flooder.stop();
    await chancery.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Requests the board for `duration` seconds; returns response times (ms) and how many responses were not 200. */
async function watchBoard(
  url: string,
  cookie: string,
  duration: number,
): Promise<{ spread: Spread; refused: number }> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let refused = 0;
  const end = performance.now() + duration * 1_000;
  while (performance.now() < end) {
    const started = performance.now();
    const status = await new Promise<number>((resolve, reject) => {
      request(`${url}/api/board`, { agent, headers: { cookie } }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      })
        .once('error', reject)
        .end();
    });
    times.push(performance.now() - started);
    if (status !== 200) refused += 1;
    await pause(betweenMillis);
  }
  agent.destroy();
  return { spread: spreadOf(times), refused };
}
