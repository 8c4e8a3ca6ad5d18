import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '../fixtures';
import { createApi } from '../support/api';
import { databaseOf } from '../support/database';
import { digestOf, test } from './folders';
import { expectRefusal } from './refusal';

/** Root ignores file permissions, so a server run as root drops the capabilities that allow it. */
const through = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

test('an unwritable new folder prevents the start', async ({ makeFolder, failToStart }) => {
  const dataDir = await makeFolder();
  await chmod(dataDir, 0o555);
  expectRefusal(
    await failToStart({ dataDir, through }),
    /^The database .* check the permissions of DATA_DIR\.$/,
  );
  await chmod(dataDir, 0o755);
});

const permissions: [string, number, number][] = [
  ['an unwritable folder with an unwritable file', 0o555, 0o444],
  ['an unwritable folder', 0o555, 0o644],
  ['an unwritable file', 0o755, 0o444],
  ['an unreadable file', 0o755, 0o000],
];
for (const [name, folderMode, fileMode] of permissions) {
  test(`${name} prevents the start with one sentence and is not changed`, async ({
    makeFolder,
    failToStart,
  }) => {
    const dataDir = await makeFolder('none');
    const before = await digestOf(dataDir);
    await chmod(databaseOf(dataDir), fileMode);
    await chmod(dataDir, folderMode);
    const refused = await failToStart({ dataDir, through });
    await chmod(dataDir, 0o755);
    await chmod(databaseOf(dataDir), 0o644);
    expectRefusal(
      refused,
      /^The database .* cannot be opened for writing: check the permissions of DATA_DIR\.$/,
    );
    expect(refused.output).toContain(databaseOf(dataDir));
    expect(await digestOf(dataDir)).toBe(before);
  });
}

test('a folder that is writable again starts with its records', async ({ makeFolder, startProcess }) => {
  const dataDir = await makeFolder('none');
  await chmod(databaseOf(dataDir), 0o444);
  await expect(startProcess({ dataDir, through })).rejects.toThrow(/cannot be opened for writing/);
  await chmod(databaseOf(dataDir), 0o644);
  const server = await startProcess({ dataDir, through });
  const { body } = await createApi(server.url).get('/api/places?q=kabul');
  expect(body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'Kabul' })]) });
});

test('a DATA_DIR that is a file prevents the start, and the file is not changed', async ({
  makeFolder,
  failToStart,
}) => {
  const file = join(await makeFolder(), 'notes.txt');
  await writeFile(file, 'Notes');
  for (const dataDir of [file, join(file, 'data')]) {
    const refused = await failToStart({ dataDir });
    expectRefusal(refused, /^The database .* check the permissions of DATA_DIR\.$/);
    expect(refused.output).toContain(file);
  }
  expect((await stat(file)).size).toBe(5);
});
