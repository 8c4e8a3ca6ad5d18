import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import type { Settings } from './env';

export type Logger = PinoLogger;

/** What waits while the log cannot be written; more of it is dropped. */
const keptBytes = 1_048_576;

/** Lines of JSON; an error's cause is told here and nowhere else. */
export function createLog(level: Settings['logLevel'], output: DestinationStream): Logger {
  return pino({ level, base: undefined, timestamp: stdTimeFunctions.isoTime }, output);
}

/**
 * The standard output, as a log is written to it. A log that cannot be written, such as a file on the disk that the
 * database has filled, does not end the program.
 */
export function openStandardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, maxLength: keptBytes });
  const flush = output.flushSync.bind(output);
  output.on('error', () => {
    // At the end pino would go on trying for ever.
    output.flushSync = doNothing;
  });
  output.on('drain', () => {
    output.flushSync = flush;
  });
  process.stdout.on('error', doNothing);
  process.stderr.on('error', doNothing);
  return output;
}

/** Nothing can be said where nothing can be written: the next line tries again. */
function doNothing(): void {}
