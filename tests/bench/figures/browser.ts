import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { findFullBrowser } from '../../support/browser.mjs';
import { startChancery } from '../child';
import { copyDataset } from '../data/copy-dataset';
import { heapOf } from '../heap';
import { spreadOf } from '../measure';
import { createPoster } from '../poster';
import type { Figure } from '../report';

const arrivals = 10_000;
const perSecond = 200;
/** Arrivals of a long shift. */
const shift = 100_000;
/** The board holds this many rows. */
const wantedRows = 2_000;
const longestMillis = 15 * 60_000;
const megabyte = 1_048_576;

/** P7: long tasks of the page while events arrive and rows are loaded, and its memory over 100,000 arrivals. */
export async function* measureBrowser([size = 200_000]: readonly number[]): AsyncGenerator<Figure> {
  const folder = await copyDataset(size);
  // A reader's machine runs no server. With both on two cores, tasks of 4 ms took 60 ms while the server ran.
  const chancery = await startChancery(folder, { isLowPriority: true });
  const browser = await chromium.launch({
    // The one that people use.
    ...findFullBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      }).observe({ entryTypes: ['longtask'] });
    });
    await page.goto(chancery.url);
    await page.locator('article').first().waitFor();
    await pause(2_000);
    yield tasks('first load', await longTasks(page));

    yield heap('first load', await heapOf(page));

    const poster = createPoster(chancery.url, '/api/events');
    await poster.pace(700_000, arrivals, perSecond);
    await pause(6_000);
    yield tasks(`${arrivals.toLocaleString('en')} live arrivals at ${perSecond}/s`, await longTasks(page));
    yield heap(`after ${arrivals.toLocaleString('en')} arrivals`, await heapOf(page));

    const rows = await loadRows(page, Math.min(wantedRows, size));
    yield tasks(`${rows.toLocaleString('en')} rows loaded by scrolling`, await longTasks(page));
    await poster.pace(800_000, perSecond * 10, perSecond);
    await pause(6_000);
    yield tasks(
      `${(perSecond * 10).toLocaleString('en')} arrivals above ${rows.toLocaleString('en')} rows`,
      await longTasks(page),
    );
    await page.evaluate(() => document.querySelector('.feed-scroller')?.scrollTo(0, 0));
    await poster.pace(900_000, shift - arrivals, perSecond);
    await pause(6_000);
    yield tasks(`${shift.toLocaleString('en')} live arrivals in all`, await longTasks(page));
    yield heap(`after ${shift.toLocaleString('en')} arrivals`, await heapOf(page));
    poster.close();
  } finally {
    await browser.close();
    await chancery.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Scrolls to the end repeatedly and returns the number of rows in the list. */
async function loadRows(page: Page, wanted: number): Promise<number> {
  const until = Date.now() + longestMillis;
  let rows = 0;
  while (rows < wanted && Date.now() < until) {
    rows = await page.evaluate(async () => {
      for (let step = 0; step < 20; step += 1) {
        document.querySelector('.feed-scroller')?.scrollBy(0, 1_000_000);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const last = [...document.querySelectorAll('article[data-index]')].at(-1);
      return Number(last?.getAttribute('data-index') ?? 0) + 1;
    });
  }
  return rows;
}

async function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const found: unknown = Reflect.get(window, 'longTasks');
    return Array.isArray(found) ? found.splice(0).map(Number) : [];
  });
}

function heap(when: string, bytes: number): Figure {
  const megabytes = bytes / megabyte;
  return {
    part: 'P7',
    what: `heap of the page, ${when}`,
    unit: 'MB',
    ours: megabytes,
    goal: '≤ 80 MB',
    holds: megabytes <= 80,
  };
}

function tasks(what: string, durations: readonly number[]): Figure {
  const { max } = spreadOf(durations);
  return {
    part: 'P7',
    what: `${what}: longest of ${durations.length} long tasks`,
    unit: 'ms',
    ours: max,
    goal: 'none > 50 ms',
    holds: durations.length === 0,
  };
}
