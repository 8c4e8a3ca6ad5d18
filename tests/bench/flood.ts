import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { admin, signIn } from './api';
import { programOf, startChancery, startChild } from './child';
import { type Spread, spreadOf } from './measure';
import { type Figure, ratioOf } from './report';

const seconds = 10;
/** Fewer than one person may ask: what is measured is not the limit. */
const betweenMillis = 20;

/** The limits that a server has which nobody has set. */
const limits = { REQUESTS_PER_SECOND: '200', REQUEST_BURST: '2000', MAX_SOCKETS_PER_ADDRESS: '500' };

/** S11: the board of a person who is signed in, while somebody without an account floods from the same address. */
export async function* measureFlood(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-flood-'));
  const env = { SEED: 'example', ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, ...limits };
  const chancery = await startChancery(folder, { env });
  const stranger = await startChild(programOf('stranger'), [chancery.url]);
  try {
    const cookie = await signIn(chancery.url);
    await watchBoard(chancery.url, cookie, 2);
    for (const flood of ['pages', 'bodies']) {
      const usual = await watchBoard(chancery.url, cookie, seconds / 2);
      await stranger.ask({ ask: flood }, z.unknown());
      const { spread, refused } = await watchBoard(chancery.url, cookie, seconds);
      const asked = await stranger.ask({ ask: 'stop' }, z.number());
      const ratio = ratioOf(spread, usual.spread);
      yield {
        part: 'S11',
        what: `board while a stranger sends ${flood}, ${asked} in ${seconds} s; refused ${refused} of ${spread.n}`,
        unit: 'ms',
        ours: spread,
        reference: { name: 'without the stranger', value: usual.spread },
        ratio,
        goal: '< 5×, none refused',
        holds: ratio < 5 && refused === 0,
      };
      // Until what is still under way has its answer.
      await pause(3_000);
    }
  } finally {
    await stranger.stop();
    await chancery.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks for the board again and again, and answers how long it took and how often it was refused. */
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
    const began = performance.now();
    const status = await new Promise<number>((resolve, reject) => {
      request(`${url}/api/board`, { agent, headers: { cookie } }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      })
        .once('error', reject)
        .end();
    });
    times.push(performance.now() - began);
    if (status !== 200) refused += 1;
    await pause(betweenMillis);
  }
  agent.destroy();
  return { spread: spreadOf(times), refused };
}
