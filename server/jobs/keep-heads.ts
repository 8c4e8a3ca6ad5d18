import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { signHead } from '@/db/journal-heads';
import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import type { Logger } from '../log';

/** On the way down a mount that hangs is waited for so long. */
const graceMillis = 500;

type HeadsDeps = {
  store: Pick<Store, 'head' | 'auditKey'>;
  /** Where they are kept: absolute, in a folder that is there. */
  file: string;
  log: Logger;
  everyMillis?: number;
};

/**
 * Keeps signed heads of the journal in a second file, which may lie where this machine can append and no more: at
 * the start, once a minute where the journal has moved, and on the way down. A journal that was cut or written anew
 * since contradicts them. The file that takes none stops nothing: it is said once, and tried again.
 */
export function startHeads({ store, file, log, everyMillis = 60_000 }: HeadsDeps): {
  close(): Promise<void>;
  isFailing(): boolean;
} {
  let kept = 0;
  let isFailing = false;
  /** What a write that failed, or a machine that went down, left of a line must not spoil the next. */
  let isBroken = true;
  let keeping: Promise<void> | undefined;

  async function keep(): Promise<void> {
    try {
      const head = await store.head(systemPrincipal);
      if (head.seq === kept) return;
      const line = JSON.stringify(signHead(store.auditKey, head, new Date().toISOString()));
      await append(file, `${isBroken ? '\n' : ''}${line}\n`);
      kept = head.seq;
      if (isFailing) log.info({ file }, 'Heads of the journal are kept again');
      isFailing = false;
      isBroken = false;
    } catch (error) {
      isBroken = true;
      if (!isFailing)
        log.error({ err: error, file }, 'The head of the journal could not be kept; it is tried again');
      isFailing = true;
    }
  }

  function look(): Promise<void> {
    keeping ??= keep().finally(() => {
      keeping = undefined;
    });
    return keeping;
  }

  void look();
  const clock = setInterval(look, everyMillis);
  return {
    isFailing: () => isFailing,
    async close() {
      clearInterval(clock);
      const last = (keeping ?? Promise.resolve()).then(look);
      await Promise.race([last, pause(graceMillis, undefined, { ref: false })]);
    },
  };
}

/** On the disk once it resolves. The folder is not made: where a disk is not mounted it would lie on another. */
async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
