import { Worker } from 'node:worker_threads';
import { failure } from '@/db/model/errors';
import type { Known, TextFindings } from '@/db/rules/extract/extract';
import { createMutex } from '../semaphore';
import type { Page } from './read-page';

export type ReadingCall =
  | { is: 'text'; text: string; known: Known }
  | { is: 'page'; html: string; url: string };
export type ReadingReply = { is: 'text'; found: TextFindings } | { is: 'page'; page: Page };

/** Reads texts and pages in a thread that starts when first needed. */
export type Reading = {
  /** @throws AppError 'page-unreadable' after ten seconds */
  readText(text: string, known: Known): Promise<TextFindings>;
  readPage(html: string, url: string): Promise<Page>;
  close(): Promise<void>;
};

/** No text needs a tenth of it; a page made to be slow is given up. */
const timeoutMillis = 10_000;

export function createReading(): Reading {
  const runExclusive = createMutex();
  let worker: Worker | null = null;

  function send(call: ReadingCall): Promise<ReadingReply> {
    return runExclusive('thread', async () => {
      worker ??= startWorker();
      const running = worker;
      try {
        return await replyOf(running, call);
      } catch {
        worker = null;
        await running.terminate();
        throw failure('page-unreadable');
      }
    });
  }

  return {
    async readText(text, known) {
      const reply = await send({ is: 'text', text, known });
      if (reply.is !== 'text') throw new Error('The thread answered another call.');
      return reply.found;
    },
    async readPage(html, url) {
      const reply = await send({ is: 'page', html, url });
      if (reply.is !== 'page') throw new Error('The thread answered another call.');
      return reply.page;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

function replyOf(worker: Worker, call: ReadingCall): Promise<ReadingReply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error('The thread is too slow.'))), timeoutMillis);
    const onMessage = (reply: ReadingReply) => settle(() => resolve(reply));
    const onEnd = (error: unknown) => settle(() => reject(error));
    function settle(finish: () => void): void {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      finish();
    }
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(call);
  });
}

/** From source, in development and unit tests, the thread registers its own TypeScript loader. */
function startWorker(): Worker {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: 512 } };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./reading-thread.mjs', import.meta.url), limits);
  const script = new URL('./reading-thread.ts', import.meta.url).href;
  const source = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(script)}); })`;
  return new Worker(source, { eval: true, ...limits });
}
