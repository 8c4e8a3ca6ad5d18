import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { isAppError } from '../model/errors';
import { openWriter, over, unopenable } from './client';
import { type Commands, createCommands } from './commands';
import { migrate } from './migrate';
import type { Fault, WriterSettings } from './writer-port';

/**
 * The thread that writes: commits and checkpoints wait for the disk here, never on the event loop. One message
 * is one command and one immediate transaction.
 */
const settings: WriterSettings = workerData;
const port = parentPort;
if (!port) throw new Error('The writer runs as a worker thread.');

const checkpointPages = 1000;

try {
  const { run, checkpoint, close } = start();
  port.on('message', (message) => {
    if (message.name === 'close') {
      close();
      port.postMessage({ id: message.id, value: null });
      port.close();
      return;
    }
    try {
      port.postMessage({ id: message.id, value: run(message.name, message.args) });
    } catch (error) {
      port.postMessage({ id: message.id, fault: faultOf(error) });
    }
    checkpoint();
  });
  port.postMessage({ id: 0, value: null });
} catch (error) {
  port.postMessage({ id: 0, fault: faultOf(isAppError(error) ? error : unopenable(settings.file, error)) });
  port.close();
}

function start() {
  mkdirSync(dirname(settings.file), { recursive: true });
  const connection = openWriter(settings.file);
  migrate(connection, join(settings.root, 'db/sqlite/migrations'));
  const commands = createCommands(over(connection));
  const walState = connection.prepare<[], { log: number }>('pragma wal_checkpoint(NOOP)');
  const transaction = connection.transaction(<T>(work: () => T): T => work());

  function run(name: keyof Commands, args: never[]): unknown {
    const command: (...given: never[]) => unknown = commands[name];
    return transaction.immediate(() => command(...args));
  }

  /** Only once enough has gathered: a checkpoint writes every page of the log that has changed. */
  function checkpoint(): void {
    const { log } = walState.get() ?? { log: 0 };
    if (log > checkpointPages) connection.pragma('wal_checkpoint(PASSIVE)');
  }

  transaction.immediate(() => {
    commands.identify();
    commands.seed(settings.seed, join(settings.root, 'db/reference'));
  });

  return {
    run,
    checkpoint,
    close: () => {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
}

function faultOf(error: unknown): Fault {
  if (isAppError(error))
    return {
      app: { code: error.code, message: error.message, errors: error.errors, current: error.current },
    };
  return { unexpected: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
