import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeTests } from '@playwright/test';
import { processTest as ownProcess } from '../../fixtures';
import { expect, test as runner } from '../live/live-test';
import { runCommand } from './command';

type Fixtures = {
  /** A temporary folder for the test. */
  folder: string;
  command: typeof runCommand;
};

/** Playwright's test with a server, viewers of its feed, and the backup and restore commands. */
export const test = runner.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chancery-backup-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  command: async ({}, use) => use(runCommand),
});

/** The same with a server that is a process. */
export const processTest = mergeTests(test, ownProcess);

export { expect };
