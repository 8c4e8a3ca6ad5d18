import { parentPort } from 'node:worker_threads';
import { extract } from '@/db/rules/extract/extract';
import { readPage } from './read-page';
import type { ReadingCall, ReadingReply } from './reading';

/*
 * Reads texts and pages beside the event loop: a megabyte takes up to a second, and a hostile page may take for ever,
 * which is why `reading.ts` can end this thread. Nothing in a page is executed.
 */
const port = parentPort;
if (!port) throw new Error('This runs as a worker thread.');
port.on('message', (call: ReadingCall) => port.postMessage(answer(call)));

function answer(call: ReadingCall): ReadingReply {
  return call.is === 'text'
    ? { is: 'text', found: extract(call.text, call.known) }
    : { is: 'page', page: readPage(call.html, call.url) };
}
