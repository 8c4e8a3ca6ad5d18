import { ownerOnly, root } from '../../server/prepare/step.mjs';

/**
 * Runs servers for one worker of the tests, one after the other or beside each other, over the pages that Next
 * prepares once. What a process does beside this (signals, exit codes, settings from its environment) is not here.
 * @typedef {{ id: number, server: number, env?: Record<string, string> }} Order with settings to start, without to stop
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
function tell(message) {
  process.send?.(message);
}

/** @param {Order} order */
async function obey({ server, env }) {
  if (!env) {
    await servers.get(server)?.close();
    servers.delete(server);
    return;
  }
  const print = (/** @type {string} */ output) => tell({ server, output });
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

process.on('message', (/** @type {Order} */ order) => {
  obey(order).then(
    () => tell({ id: order.id }),
    (error) => tell({ id: order.id, failure: error instanceof Error ? error.stack : String(error) }),
  );
});
tell({ id: 0 });
