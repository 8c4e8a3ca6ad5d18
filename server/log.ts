import {
  type DestinationStream,
  type Logger as PinoLogger,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino';
import { isAppError } from '@/db/model/errors';
import type { Settings } from './env';
import { asSentence } from './error-sentences';

export type Logger = PinoLogger;

/** The size of the buffer while the log cannot be written; further lines are dropped. */
const maxBufferBytes = 1_048_576;

/** Logs lines of JSON. The cause of an error is only in the log, never in a response. */
export function createLog(level: Settings['logLevel'], output: DestinationStream): Logger {
  return pino(
    { level, base: undefined, timestamp: stdTimeFunctions.isoTime, serializers: { err: serializeError } },
    output,
  );
}

/** Expected failures are logged with their sentence. */
function serializeError(error: Error) {
  const serialized = stdSerializers.err(error);
  return isAppError(error) ? { ...serialized, message: asSentence(error) } : serialized;
}

/**
 * The standard output as the destination of the log. If it cannot be written, for example a file on a full disk, the
 * program keeps running.
 */
export function openStandardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, maxLength: maxBufferBytes });
  const flush = output.flushSync.bind(output);
  output.on('error', () => {
    // Otherwise pino would retry endlessly when the process exits.
    output.flushSync = doNothing;
  });
  output.on('drain', () => {
    output.flushSync = flush;
  });
  process.stdout.on('error', doNothing);
  process.stderr.on('error', doNothing);
  return output;
}

/** An error of the log cannot be logged; the next line tries again. */
function doNothing(): void {}
