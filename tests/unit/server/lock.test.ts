import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const lock = new URL('../../../server/prepare/lock.mjs', import.meta.url).href;

/** Each process writes that it began and, a moment later, that it ended. */
const program = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  import { withLock } from ${JSON.stringify(lock)};
  const [file, log] = process.argv.slice(1);
  await withLock(file, async () => {
    appendFileSync(log, 'began ');
    await pause(50);
    appendFileSync(log, 'ended ');
  });
`;

function startPreparing(file: string, log: string) {
  return spawn(process.execPath, ['--input-type=module', '-e', program, file, log], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
}

test('simultaneous starts prepare the program one after another', async () => {
  const [file, log] = [test.info().outputPath('lock'), test.info().outputPath('log')];
  const ends = await Promise.all([1, 2, 3, 4].map(() => once(startPreparing(file, log), 'close')));
  expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  expect(await readFile(log, 'utf8')).toBe('began ended '.repeat(4));
  expect(existsSync(file)).toBe(false);
});

test('a start that was killed while preparing does not block later starts', async () => {
  const [file, log] = [test.info().outputPath('lock'), test.info().outputPath('log')];
  const killedAt = new Date(Date.now() - 60_000);
  await writeFile(file, 'of a killed process');
  await utimes(file, killedAt, killedAt);
  const ends = await Promise.all([1, 2].map(() => once(startPreparing(file, log), 'close')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  expect(await readFile(log, 'utf8')).toBe('began ended '.repeat(2));
});
