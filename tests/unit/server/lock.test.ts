import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const lock = new URL('../../../server/prepare/lock.mjs', import.meta.url).href;

/** Each turn writes that it began and, a moment later, that it ended. */
const program = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  import { withLock } from ${JSON.stringify(lock)};
  const [file, diary] = process.argv.slice(1);
  await withLock(file, async () => {
    appendFileSync(diary, 'began ');
    await pause(50);
    appendFileSync(diary, 'ended ');
  });
`;

function takeTurn(file: string, diary: string) {
  return spawn(process.execPath, ['--input-type=module', '-e', program, file, diary], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
}

test('starts at the same time prepare the program one after the other', async () => {
  const [file, diary] = [test.info().outputPath('lock'), test.info().outputPath('diary')];
  const ends = await Promise.all([1, 2, 3, 4].map(() => once(takeTurn(file, diary), 'close')));
  expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  expect(await readFile(diary, 'utf8')).toBe('began ended '.repeat(4));
  expect(existsSync(file)).toBe(false);
});

test('a start that was killed while preparing does not hold up those that come later', async () => {
  const [file, diary] = [test.info().outputPath('lock'), test.info().outputPath('diary')];
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await writeFile(file, `${pid} ${hostname()} of-a-dead-process`);
  const ends = await Promise.all([1, 2].map(() => once(takeTurn(file, diary), 'close')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  expect(await readFile(diary, 'utf8')).toBe('began ended '.repeat(2));
});
