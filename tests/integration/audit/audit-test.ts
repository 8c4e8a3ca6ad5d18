import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as runner } from '@playwright/test';
import { pino } from 'pino';
import { systemPrincipal } from '@/db/model/access/principal';
import { type SignedHead, signedHead } from '@/db/model/journal/journal-head';
import type { Store } from '@/db/store';
import { startJournalHeads } from '@/server/jobs/journal-heads';
import { databaseOf } from '../../support/database';
import { runCommand } from '../backup/command';
import { newKey, people, threat } from '../store/records';
import { openAt, sqliteStore } from '../store/sqlite';

export type JournalFixture = {
  dataDir: string;
  database: string;
  heads: string;
  /** Opens the database as Chancery does, logs four more threats and keeps the head. */
  append(): Promise<void>;
};

/**
 * Playwright's test with a closed database: a journal of ten changes, the fourth of which created an account, and
 * the heads kept for changes 4, 8 and 10.
 */
export const test = runner.extend<{ journal: JournalFixture; folder: string; command: typeof runCommand }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chancery-audit-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  command: async ({}, use) => use(runCommand),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  journal: async ({}, use) => {
    const { store, dataDir } = await sqliteStore();
    const heads = headsIn(dataDir);
    await log(store, 3);
    await store.createFirstAccount(systemPrincipal, {
      name: 'Ada',
      email: 'ada@example.org',
      passwordHash: 'none',
    });
    await keepHead(store, heads);
    await log(store, 4);
    await keepHead(store, heads);
    await log(store, 2);
    await keepHead(store, heads);
    await store.close();
    await use({
      dataDir,
      database: databaseOf(dataDir),
      heads,
      async append() {
        const reopened = await openAt(dataDir);
        await log(reopened, 4);
        await keepHead(reopened, heads);
        await reopened.close();
      },
    });
    await rm(dataDir, { recursive: true, force: true });
  },
});

export { expect };

export function headsIn(dataDir: string): string {
  return join(dataDir, 'audit-heads.jsonl');
}

export async function readHeads(file: string): Promise<SignedHead[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => signedHead.parse(JSON.parse(line)));
}

async function log(store: Store, count: number): Promise<void> {
  // A person, since the local principal is refused once an account exists.
  const [author] = people;
  if (!author) throw new Error('There is nobody to log events');
  for (let n = 1; n <= count; n += 1)
    await store.createEvent(author, threat({ title: `Letter ${n}` }), newKey());
}

/** Keeps the head as a start and a graceful stop do. */
export async function keepHead(store: Store, file: string): Promise<void> {
  const { auditKey } = await store.readIdentity();
  await startJournalHeads({ store, auditKey, file, log: pino({ level: 'silent' }) }).close();
}
