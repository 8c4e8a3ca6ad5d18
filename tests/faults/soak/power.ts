import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../support/chance';
import type { ServerProcess } from '../../support/server-process';
import type { Tally } from './tally';

/** How often a server is killed again before it has answered once, and how long a start takes here (ms). */
const killedWhileStarting = 0.12;
const startMillis = 900;

/** The server's power: on, or between a kill and the moment at which it answers again. */
export function createPower(server: ServerProcess, { chance, tally }: { chance: Chance; tally: Tally }) {
  let isBack = Promise.resolve();

  async function kill(): Promise<void> {
    tally.counts.kills += 1;
    await server.kill('SIGKILL');
  }

  return {
    /** Resolves as soon as the server answers. */
    isOn: () => isBack,
    /** Kills it, now and then once more while it starts, and starts it on the same port and folder. */
    async fail(): Promise<void> {
      let tell = () => {};
      isBack = new Promise((resolve) => {
        tell = resolve;
      });
      await kill();
      while (chance.isOf(killedWhileStarting)) {
        const started = server.restart().catch(() => {});
        await pause(50 + chance.below(startMillis));
        await kill();
        await started;
      }
      await server.restart();
      tell();
    },
  };
}

export type Power = ReturnType<typeof createPower>;
