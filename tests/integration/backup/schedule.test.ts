import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { titlesIn } from '../../support/database';
import { expect, processTest as test } from './backup-test';

// Without an address no server is started for tests that need none.
test.use({ baseURL: undefined });

const everySecond = '* * * * * *';

test('scheduled backups replace the oldest scheduled backups', async ({ startProcess, log, folder }) => {
  const others = ['chancery.db', 'chancery-scheduled-mine.db', 'chancery-20200101T000000000Z.db'];
  for (const name of others) await writeFile(join(folder, name), 'Not made by the schedule');
  const earlierBackup = 'chancery-scheduled-20200101T000000000Z.db';
  await writeFile(join(folder, earlierBackup), 'Old');
  await mkdir(join(folder, `${earlierBackup}.partial-abcdef`));
  const server = await startProcess({
    seed: 'none',
    env: { BACKUP_SCHEDULE: everySecond, BACKUP_DIR: folder, BACKUP_KEEP: '2' },
  });
  await log('Letter', {}, server.url);
  const made = () => server.log().match(/"Backup saved"/g)?.length ?? 0;
  await expect.poll(made).toBeGreaterThan(4);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  const names = await readdir(folder);
  expect(names).toEqual(expect.arrayContaining(others));
  const own = names.filter((name) => !others.includes(name)).sort();
  expect(own).toEqual([expect.stringMatching(/^chancery-scheduled-\d{8}T\d{9}Z\.db$/), expect.anything()]);
  expect(own).not.toContain(earlierBackup);
  expect(titlesIn(join(folder, own[1] ?? ''))).toEqual(['Letter']);
});

test('a failed scheduled backup is logged, and the server keeps working', async ({
  startProcess,
  log,
  folder,
}) => {
  const file = join(folder, 'file');
  await writeFile(file, 'No folder');
  const server = await startProcess({
    seed: 'none',
    env: { BACKUP_SCHEDULE: everySecond, BACKUP_DIR: join(file, 'backups'), BACKUP_KEEP: '1' },
  });
  const failed = () => server.log().match(/The scheduled backup failed/g)?.length ?? 0;
  await expect.poll(failed).toBeGreaterThan(1);
  await log('Letter', {}, server.url);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
