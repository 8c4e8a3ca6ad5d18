import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { localPrincipal } from '@/db/model/access/principal';
import { startJournalHeads } from '@/server/jobs/journal-heads';
import { expect, processTest } from '../backup/backup-test';
import { newKey, threat } from '../store/records';
import { sqliteStore } from '../store/sqlite';
import { headsIn, readHeads, test as withoutServer } from './audit-test';

processTest(
  'a head is kept at each start and stop, and a running server’s journal can be verified',
  async ({ server, log, command }) => {
    const file = headsIn(server.dataDir);
    await server.restart();
    for (const title of ['Letter', 'Call', 'Drone']) await log(title);
    await server.restart();
    await expect.poll(async () => (await readHeads(file)).map(({ seq }) => seq)).toEqual([3, 3]);
    const { code, output } = await command('audit-verify', server.dataDir).ended;
    expect(output).toContain('The journal is intact: 3 changes, each as it was written. 3 records');
    expect(output).toContain('2 heads match');
    expect(code).toBe(0);
    await log('Van');
    expect((await command('audit-verify', server.dataDir).ended).code).toBe(0);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect((await readHeads(file)).map(({ seq }) => seq)).toEqual([3, 3, 4]);
  },
);

withoutServer(
  'a head is kept periodically after changes, and none while the journal is unchanged',
  async ({ folder }) => {
    const { store, remove } = await sqliteStore();
    const { auditKey } = await store.readIdentity();
    const file = join(folder, 'heads.jsonl');
    const job = startJournalHeads({ store, auditKey, file, log: pino({ level: 'silent' }), everyMillis: 5 });
    const heads = async () => (await readHeads(file).catch(() => [])).map(({ seq }) => seq);
    for (const seq of [1, 2, 3]) {
      await store.createEvent(localPrincipal, threat(), newKey());
      await expect.poll(async () => (await heads()).at(-1)).toBe(seq);
    }
    await job.close();
    expect(await heads()).toEqual([1, 2, 3]);
    await remove();
  },
);

withoutServer(
  'an unwritable file of heads is logged once, and written again as soon as possible',
  async ({ folder }) => {
    const { store, remove } = await sqliteStore();
    const { auditKey } = await store.readIdentity();
    const file = join(folder, 'later', 'heads.jsonl');
    const lines: string[] = [];
    let reads = 0;
    const job = startJournalHeads({
      store: {
        head: (principal) => {
          reads += 1;
          return store.head(principal);
        },
      },
      auditKey,
      file,
      log: pino({}, { write: (line: string) => lines.push(line) }),
      everyMillis: 5,
    });
    await store.createEvent(localPrincipal, threat(), newKey());
    await expect.poll(() => lines.length).toBe(1);
    const before = reads;
    await expect.poll(() => reads).toBeGreaterThan(before + 5);
    expect(lines).toEqual([expect.stringContaining('could not be written; it is tried again')]);
    // The state that a disk leaves when it fills up in the middle of a line.
    await mkdir(join(folder, 'mended'));
    await writeFile(join(folder, 'mended', 'heads.jsonl'), '{"seq":1,"chain":"');
    await rename(join(folder, 'mended'), dirname(file));
    await expect.poll(() => lines.length).toBe(2);
    expect(lines[1]).toContain('Heads of the journal can be written again');
    await job.close();
    const heads = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    expect(heads).toEqual(['{"seq":1,"chain":"', expect.stringMatching(/^\{"seq":1,.*\}$/)]);
    await remove();
  },
);

processTest(
  'the board keeps working when no head can be kept, and the log says so',
  async ({ startProcess, log, folder }) => {
    const file = join(folder, 'not-mounted', 'heads.jsonl');
    const server = await startProcess({ seed: 'none', env: { AUDIT_HEADS: file } });
    await log('Letter', {}, server.url);
    await server.restart();
    expect((await fetch(`${server.url}/api/readyz`)).status).toBe(200);
    await expect.poll(() => server.log()).toMatch(/"level":50.*not-mounted.*could not be written/);
    await mkdir(dirname(file));
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect((await readHeads(file)).map(({ seq }) => seq)).toEqual([1]);
  },
);
