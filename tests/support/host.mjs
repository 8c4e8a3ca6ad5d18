import { ownerOnly, root } from '../../server/prepare/step.mjs';

/**
 * Hosts the servers of one worker over pages that Next prepares once. Signals, exit codes and settings from the
 * environment belong to a process and are not part of it.
 * @typedef {{ id: number, server: number, env?: Record<string, string> }} Request starts a server with settings, stops it without
 */

Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
process.chdir(root);
process.umask(ownerOnly);
process.on('disconnect', () => process.exit());

/** @type {typeof import('../../server/index')} */
const { preparePages, startChancery } = await import(new URL('../../dist/server.mjs', import.meta.url).href);
const next = await preparePages({ root, isDevelopment: false, port: 0 });
const pages = { ...next, close: async () => {} };

/** @type {Map<number, { close(): Promise<void> }>} */
const servers = new Map();

/** @param {{ id?: number, server?: number, failure?: string, output?: string }} message */
function post(message) {
  process.send?.(message);
}

/** @param {Request} request */
async function handle({ server, env }) {
  if (!env) {
    await servers.get(server)?.close();
    servers.delete(server);
    return;
  }
  const print = (/** @type {string} */ output) => post({ server, output });
  const { greeting, close } = await startChancery({
    env,
    root,
    isDevelopment: false,
    output: { write: print },
    pages: async () => pages,
    onLost: () => {},
  });
  servers.set(server, { close });
  print(greeting);
}

process.on('message', (/** @type {Request} */ request) => {
  handle(request).then(
    () => post({ id: request.id }),
    (error) => post({ id: request.id, failure: error instanceof Error ? error.stack : String(error) }),
  );
});
post({ id: 0 });
