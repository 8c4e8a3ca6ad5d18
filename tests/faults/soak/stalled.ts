import { readFile } from 'node:fs/promises';
import type { BoardViewer } from './viewer';
import type { Writer } from './writer';

type StalledParts = {
  viewers: readonly BoardViewer[];
  writer: Writer;
  /** Changes of a large record in the stream. */
  changes: number;
  pid: number;
  idOf(mark: string): { id: string; version: number };
  until(what: string, isThere: () => boolean): Promise<void>;
};

const recordCount = 8;
/** So that a few dozen fill every buffer on the way. */
const recordMegabytes = 0.5;
const bulk = {
  sources: Array.from({ length: 50 }, (_, index) => ({
    publisher: `Paper ${index}`,
    quote: 'слово'.repeat(1_000),
  })),
};

/**
 * A fifth of the viewers stop reading while a stream passes; the others get it to its end, and those are
 * whole again once they read. Answers what passed and what the server took in memory, in megabytes.
 */
export async function stallSome({ viewers, writer, changes, pid, idOf, until }: StalledParts) {
  const stalled = viewers.filter((_, index) => index % 5 === 0);
  const quick = viewers.filter((_, index) => index % 5 !== 0);
  const marks: string[] = [];
  for (let made = 0; made < recordCount; made += 1) {
    marks.push(await writer.create({ ...bulk, tlp: 'amber' }));
  }
  const isWhole = (some: readonly BoardViewer[]) => () =>
    marks.every((mark) => {
      const { id, version } = idOf(mark);
      return some.every((viewer) => viewer.holds(id, version));
    });
  await until('all viewers hold the large records', isWhole(viewers));

  const before = await residentMegabytes(pid);
  let most = before;
  for (const { network } of stalled) network.stall();
  for (let change = 0; change < changes; change += 1) {
    await writer.change(marks[change % recordCount] ?? '', { severity: 'minor' });
    if (change % 10 === 0) most = Math.max(most, await residentMegabytes(pid));
  }
  await until('those who read have the whole stream', isWhole(quick));
  most = Math.max(most, await residentMegabytes(pid));
  const isBehind = !isWhole(stalled)();
  for (const { network } of stalled) network.flow();
  await until('those who had stopped reading are whole again', isWhole(stalled));
  for (const mark of marks) await writer.remove(mark);
  return { before, most, megabytes: changes * recordMegabytes, isBehind };
}

/** Zero where the system does not tell. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
}
