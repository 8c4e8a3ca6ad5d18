import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { signHead } from '@/db/journal-heads';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** The maximum wait for the last write on shutdown, since the file may be on a network mount that hangs. */
const graceMillis = 500;

type HeadsDeps = {
  store: Pick<Store, 'head'>;
  /** Signs the heads. */
  auditKey: string;
  /** The file for the heads: an absolute path in an existing folder. */
  file: string;
  log: Logger;
  everyMillis?: number;
};

/**
 * Appends signed heads of the journal to a second file, which may be on append-only storage: at start, once a minute if
 * the journal has changed, and on shutdown. A journal that is truncated or rewritten later contradicts them. If the file
 * cannot be written, this is logged once and tried again.
 */
export function startJournalHeads({ store, auditKey, file, log, everyMillis = 60_000 }: HeadsDeps): {
  close(): Promise<void>;
  isFailing(): boolean;
} {
  let writtenUpTo = 0;
  let isFailing = false;
  /** May the file end in an incomplete line, after a failed write or a crash? Then the next head starts a new line. */
  let isBroken = true;
  let writing: Promise<void> | undefined;

  async function writeHead(): Promise<void> {
    try {
      const head = await store.head(systemPrincipal);
      if (head.seq === writtenUpTo) return;
      const line = JSON.stringify(signHead(auditKey, head, new Date().toISOString()));
      await append(file, `${isBroken ? '\n' : ''}${line}\n`);
      writtenUpTo = head.seq;
      if (isFailing) log.info({ file }, 'Heads of the journal can be written again');
      isFailing = false;
      isBroken = false;
    } catch (error) {
      isBroken = true;
      if (!isFailing)
        log.error({ err: error, file }, 'The head of the journal could not be written; it is tried again');
      isFailing = true;
    }
  }

  function writeIfIdle(): Promise<void> {
    writing ??= writeHead().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  void writeIfIdle();
  const timer = setInterval(writeIfIdle, everyMillis);
  return {
    isFailing: () => isFailing,
    async close() {
      clearInterval(timer);
      const last = (writing ?? Promise.resolve()).then(writeIfIdle);
      await Promise.race([last, pause(graceMillis, undefined, { ref: false })]);
    },
  };
}

/**
 * Resolves when the text is on the disk. The folder is not created: if a disk is not mounted, the file would end up on
 * another one.
 */
async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
