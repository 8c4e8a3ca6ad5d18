import type { Logger } from './log';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** The handlers stay until the end, since a second signal would otherwise kill the process. */
export function stopOnSignals(close: () => Promise<void>, log: Logger): void {
  const onSignal = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'Stopping');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Failed to stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, onSignal);
}
