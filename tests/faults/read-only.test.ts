import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '../fixtures';
import { createApi } from '../support/api';
import { fileOf } from './database';
import { digestOf, test } from './folders';
import { expectRefusal } from './refusal';

/** Permissions do not bind root: run as root, the server gives up what lets it pass them by. */
const through = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

test('a new folder that may not be written stops the start', async ({ makeFolder, failToStart }) => {
  const dataDir = await makeFolder();
  await chmod(dataDir, 0o555);
  expectRefusal(await failToStart({ dataDir, through }), /^The database .* written\.$/);
  await chmod(dataDir, 0o755);
});

const permissions: [string, number, number][] = [
  ['a folder and a file that may not be written', 0o555, 0o444],
  ['a folder that may not be written', 0o555, 0o644],
  ['a file that may not be written', 0o755, 0o444],
  ['a file that may not be read', 0o755, 0o000],
];
for (const [name, folderMode, fileMode] of permissions) {
  test(`${name} stops the start with one sentence, and is left as it is`, async ({
    makeFolder,
    failToStart,
  }) => {
    const dataDir = await makeFolder('none');
    const before = await digestOf(dataDir);
    await chmod(fileOf(dataDir), fileMode);
    await chmod(dataDir, folderMode);
    const refused = await failToStart({ dataDir, through });
    await chmod(dataDir, 0o755);
    await chmod(fileOf(dataDir), 0o644);
    expectRefusal(
      refused,
      /^The database .* cannot be opened for writing: check the permissions of DATA_DIR\.$/,
    );
    expect(refused.output).toContain(fileOf(dataDir));
    expect(await digestOf(dataDir)).toBe(before);
  });
}

test('a folder that may be written again starts with what it held', async ({ makeFolder, startProcess }) => {
  const dataDir = await makeFolder('none');
  await chmod(fileOf(dataDir), 0o444);
  await expect(startProcess({ dataDir, through })).rejects.toThrow(/cannot be opened for writing/);
  await chmod(fileOf(dataDir), 0o644);
  const server = await startProcess({ dataDir, through });
  const { body } = await createApi(server.url).get('/api/places?q=kabul');
  expect(body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'Kabul' })]) });
});

test('a DATA_DIR that is a file stops the start, and the file stays', async ({ makeFolder, failToStart }) => {
  const file = join(await makeFolder(), 'notes.txt');
  await writeFile(file, 'Notes');
  for (const dataDir of [file, join(file, 'data')]) {
    const refused = await failToStart({ dataDir });
    expectRefusal(refused, /^The database .* check the permissions of DATA_DIR\.$/);
    expect(refused.output).toContain(file);
  }
  expect((await stat(file)).size).toBe(5);
});
