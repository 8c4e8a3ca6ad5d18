import { type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import type { Settings } from './env';

export type Logger = PinoLogger;

/** Lines of JSON on the standard output; an error's cause is told here and nowhere else. */
export function createLog(level: Settings['logLevel']): Logger {
  return pino({ level, base: undefined, timestamp: stdTimeFunctions.isoTime });
}
