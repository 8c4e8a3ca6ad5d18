import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../support/chance';
import type { ServerProcess } from '../../support/server-process';
import type { Tally } from './tally';

/** The share of kills that are followed by another during the start, and the duration of a start (ms). */
const killDuringStartShare = 0.12;
const startMillis = 900;

/** Kills and restarts the server; `isOn` waits until it responds again. */
export function createPower(server: ServerProcess, { chance, tally }: { chance: Chance; tally: Tally }) {
  let isBack = Promise.resolve();

  async function kill(): Promise<void> {
    tally.counts.kills += 1;
    await server.kill('SIGKILL');
  }

  return {
    /** Resolves as soon as the server responds. */
    untilOn: () => isBack,
    /** Kills the server, sometimes again while it starts, and starts it on the same port and folder. */
    async fail(): Promise<void> {
      let signalBack = () => {};
      isBack = new Promise((resolve) => {
        signalBack = resolve;
      });
      await kill();
      while (chance.isOf(killDuringStartShare)) {
        const started = server.restart().catch(() => {});
        await pause(50 + chance.below(startMillis));
        await kill();
        await started;
      }
      await server.restart();
      signalBack();
    },
  };
}

export type Power = ReturnType<typeof createPower>;
