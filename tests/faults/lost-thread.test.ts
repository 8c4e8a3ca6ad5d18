import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { openStore } from '@/db/sqlite/open';
import { threat } from '../integration/store/records';
import { test } from './folders';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = (name: string) => pathToFileURL(join(root, 'dist', `${name}.mjs`)).href;

for (const failing of ['writer', 'reader']) {
  test(`a failed ${failing} thread is detected with its cause and acknowledges nothing`, async ({
    makeFolder,
  }) => {
    const threads = await makeFolder();
    for (const name of ['writer', 'reader', 'checkpointer']) {
      // The failure is outside every command, because no command is known to cause one.
      const fails =
        name === failing
          ? "\nparentPort.on('message', ({ name }) => { if (name !== 'close') throw new Error('out of the blue'); });"
          : '';
      await writeFile(
        join(threads, `${name}.mjs`),
        `import { parentPort } from 'node:worker_threads';\nawait import(${JSON.stringify(built(name))});${fails}`,
      );
    }
    const failures: string[] = [];
    const store = await openStore({
      root,
      dataDir: await makeFolder(),
      seed: 'none',
      threads: pathToFileURL(`${threads}/`),
      onBackgroundError: ({ message }) => failures.push(message),
    });
    expect(await store.findFatalError()).toBeNull();
    const request =
      failing === 'writer'
        ? store.createEvent(localPrincipal, threat(), { key: 'lost', digest: '' })
        : store.listEvents(localPrincipal, { filter: { q: 'x' }, sort: 'at', limit: 1, after: null });
    await request.catch(() => undefined);
    await expect
      .poll(() => store.findFatalError())
      .toMatch(/has failed \(see the log\): start Chancery again\.$/);
    expect(failures).toContain('out of the blue');
    await expect(
      failing === 'writer'
        ? store.putPrincipal(systemPrincipal, localPrincipal)
        : store.listEvents(localPrincipal, { filter: { q: 'x' }, sort: 'at', limit: 1, after: null }),
    ).rejects.toThrow();
  });
}
