import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { localPrincipal } from '@/db/model/access/principal';
import { openStore } from '@/db/sqlite/open';
import type { EventListQuery, Store } from '@/db/store';
import { threat } from '../integration/store/records';
import { test } from './folders';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = (name: string) => pathToFileURL(join(root, 'dist', `${name}.mjs`)).href;

const search = { filter: { q: 'x' }, sort: 'at', limit: 1, after: null } satisfies EventListQuery;

const requests: Record<string, (store: Store) => Promise<unknown>> = {
  writer: (store) => store.createEvent(localPrincipal, threat(), { key: 'lost', digest: '' }),
  indexer: (store) => store.board(localPrincipal, {}, Date.now()),
  reader: (store) => store.listEvents(localPrincipal, search),
};

for (const [failing, request] of Object.entries(requests)) {
  test(`a failed ${failing} thread is detected with its cause and acknowledges nothing`, async ({
    makeFolder,
  }) => {
    const threads = await makeFolder();
    for (const name of [...Object.keys(requests), 'checkpointer']) {
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
    await request(store).catch(() => undefined);
    await expect.poll(async () => (await store.findFatalError())?.code).toBe('thread-ended');
    expect(failures).toContain('out of the blue');
    await expect(request(store)).rejects.toThrow();
  });
}

test('a search whose reader thread fails to start is refused, and a later one is answered', async ({
  makeFolder,
}) => {
  const threads = await makeFolder();
  for (const name of ['writer', 'checkpointer'])
    await writeFile(join(threads, `${name}.mjs`), `await import(${JSON.stringify(built(name))});`);
  const reader = join(threads, 'reader.mjs');
  await writeFile(reader, "throw new Error('out of memory');");
  const store = await openStore({
    root,
    dataDir: await makeFolder(),
    seed: 'none',
    threads: pathToFileURL(`${threads}/`),
  });
  await expect(store.listEvents(localPrincipal, search)).rejects.toThrow('out of memory');
  expect(await store.findFatalError()).toBeNull();
  await writeFile(reader, `await import(${JSON.stringify(built('reader'))});`);
  expect(await store.listEvents(localPrincipal, search)).toMatchObject({ next: null });
  await store.close();
  await expect(store.listEvents(localPrincipal, search)).rejects.toMatchObject({ code: 'stopping' });
});
