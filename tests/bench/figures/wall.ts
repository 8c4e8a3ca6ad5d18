import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import * as z from 'zod';
import { findFullBrowser } from '../../support/browser.mjs';
import { startChancery } from '../child';
import { heapOf } from '../heap';
import { arrival, createPoster } from '../poster';
import type { Figure } from '../report';

const arrivals = 100_000;
const restarts = 50;
const perSecond = 600;
/** The memory of this round is the reference: the wall holds as many rows as it ever does. */
const earlyRound = 4;
/** One of so many arrivals is a current threat, which the wall must list; some of them are withdrawn again. */
const perThreat = 2_000;
/** Within this time (ms) the wall must say that the server is gone, and show everything once it is back. */
const noticeMillis = 5_000;
const catchUpMillis = 60_000;
const megabyte = 1_048_576;

const total = z.looseObject({ total: z.looseObject({ threatened: z.int() }) });

/** R15: a wall over 100,000 arrivals and 50 restarts of its server: its memory, and when it was stale without saying so. */
export async function* measureWall(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-wall-'));
  let server = await startChancery(folder, { isLowPriority: true });
  const { url } = server;
  const env = { PORT: new URL(url).port };
  const browser = await chromium.launch({ ...findFullBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
  let silent = 0;
  let behind = 0;
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(`${url}/wall`);
    await isLive(page);
    let early = 0;
    const each = arrivals / restarts;
    for (let round = 0; round < restarts; round += 1) {
      const poster = createPoster(url, '/api/events', { bodyOf });
      await poster.pace(round * each, each, perSecond);
      poster.close();
      await server.stop();
      if (!(await says(page, '.wall:not([data-live="live"])', noticeMillis))) silent += 1;
      server = await startChancery(folder, { isLowPriority: true, env });
      if (!(await isLive(page)) || !(await isCurrent(page, url))) behind += 1;
      if (round === earlyRound) early = await heapOf(page);
    }
    const last = await heapOf(page);
    yield heap(`after ${arrivals.toLocaleString('en')} arrivals and ${restarts} restarts`, last, early);
    yield count('times stale without saying so within 5 s', silent);
    yield count('times not current again within 60 s', behind);
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function bodyOf(mark: number): unknown {
  const ordinary = arrival(mark);
  if (mark % perThreat !== 0) return ordinary;
  return {
    ...ordinary,
    threat: { status: 'current', urgency: 'future' },
    location: { country: 'AF', city: `Place ${mark}` },
  };
}

async function says(page: Page, selector: string, timeout: number): Promise<boolean> {
  return page.waitForSelector(selector, { timeout }).then(
    () => true,
    () => false,
  );
}

function isLive(page: Page): Promise<boolean> {
  return says(page, '.wall[data-live="live"]', catchUpMillis);
}

/** Does the wall count as many missions under threat as the server? */
async function isCurrent(page: Page, url: string): Promise<boolean> {
  const answered = total.parse(await (await fetch(`${url}/api/board`)).json());
  const expected = String(answered.total.threatened);
  return page
    .waitForFunction((number) => document.querySelector('.wall-count b')?.textContent === number, expected, {
      timeout: catchUpMillis,
    })
    .then(
      () => true,
      () => false,
    );
}

function heap(when: string, bytes: number, early: number): Figure {
  const ratio = bytes / early;
  return {
    part: 'R15',
    what: `heap of the wall, ${when}`,
    unit: 'MB',
    ours: bytes / megabyte,
    reference: { name: `after ${((earlyRound + 1) * arrivals) / restarts}`, value: early / megabyte },
    ratio,
    goal: '≤ 1.2×',
    holds: ratio <= 1.2,
  };
}

function count(what: string, times: number): Figure {
  return { part: 'R15', what: `the wall: ${what}`, unit: '', ours: times, goal: '0', holds: times === 0 };
}
