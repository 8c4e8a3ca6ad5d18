import { readFile } from 'node:fs/promises';
import type { BoardViewer } from './viewer';
import type { Writer } from './writer';

type StalledParts = {
  viewers: readonly BoardViewer[];
  writer: Writer;
  /** The number of changes of large events in the stream. */
  changes: number;
  pid: number;
  idOf(mark: string): { id: string; version: number };
  until(what: string, condition: () => boolean): Promise<void>;
};

const recordCount = 8;
/** A few dozen fill every buffer between server and viewer. */
const recordMegabytes = 0.5;
const bulk = {
  sources: Array.from({ length: 50 }, (_, index) => ({
    publisher: `Paper ${index}`,
    quote: 'слово'.repeat(1_000),
  })),
};

/**
 * A fifth of the viewers stop reading during a stream of changes; the others receive all of it, and the stalled ones
 * catch up once they read again. Returns the size of the stream and the memory of the server in megabytes.
 */
export async function stallViewers({ viewers, writer, changes, pid, idOf, until }: StalledParts) {
  const stalled = viewers.filter((_, index) => index % 5 === 0);
  const quick = viewers.filter((_, index) => index % 5 !== 0);
  const marks: string[] = [];
  for (let made = 0; made < recordCount; made += 1) {
    marks.push(await writer.create({ ...bulk, tlp: 'amber' }));
  }
  const hasAll = (some: readonly BoardViewer[]) => () =>
    marks.every((mark) => {
      const { id, version } = idOf(mark);
      return some.every((viewer) => viewer.hasVersion(id, version));
    });
  await until('all viewers have the large events', hasAll(viewers));

  const before = await residentMegabytes(pid);
  let peak = before;
  for (const { network } of stalled) network.stall();
  for (let change = 0; change < changes; change += 1) {
    await writer.change(marks[change % recordCount] ?? '', { severity: 'minor' });
    if (change % 10 === 0) peak = Math.max(peak, await residentMegabytes(pid));
  }
  await until('the other viewers have the whole stream', hasAll(quick));
  peak = Math.max(peak, await residentMegabytes(pid));
  const isBehind = !hasAll(stalled)();
  for (const { network } of stalled) network.flow();
  await until('the stalled viewers have caught up', hasAll(stalled));
  for (const mark of marks) await writer.remove(mark);
  return { before, peak, megabytes: changes * recordMegabytes, isBehind };
}

/** Zero where the system does not report it. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
}
