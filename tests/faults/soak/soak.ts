import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { createApi } from '../../support/api';
import { type Chance, createChance } from '../../support/chance';
import { type ServerProcess, startServer } from '../../support/server-process';
import { checkBoards } from './check-boards';
import { checkFile, checkRecords } from './check-store';
import type { Ledger } from './ledger';
import { openFaultyNetwork } from './network';
import { resolveFetchAgainst } from './page-fetch';
import { createPower, type Power } from './power';
import { stallViewers } from './stalled';
import { createTally, type Tally } from './tally';
import { type BoardViewer, openViewer, type View } from './viewer';
import { openWitness, type Witness } from './witness';
import { openWriter, type Writer } from './writer';

export type Plan = {
  /** The same seed makes the same decisions; only their timing depends on the machine. */
  seed: number;
  kills: number;
  viewers: number;
  writers: number;
  /** Kills between two comparisons. */
  killsPerRound: number;
  /** Changes of 500 KB each that are sent while some viewers read nothing; 0 skips this part. */
  streamed: number;
};

const views: readonly View[] = [
  { search: '', filter: {} },
  { search: 'targeted=RU', filter: { targeted: ['RU'] } },
  { search: '', filter: {} },
  { search: 'status=current', filter: { status: ['current'] } },
];

/** The heap limit of the server while it sends more than that to viewers that read nothing (MB). */
const heapMegabytes = 160;
/** How long the last event may take to reach a viewer before it counts as lost (ms). */
const quietMillis = 180_000;

type Scene = {
  plan: Plan;
  server: ServerProcess;
  power: Power;
  chance: Chance;
  ledger: Ledger;
  tally: Tally;
  writers: Writer[];
  viewers: BoardViewer[];
  witness: Witness;
  report(line: string): void;
};

/**
 * Kills a real server at random moments under load while viewers follow it over faulty networks, and compares
 * everything it acknowledged and sent with its database. Failures are in the returned tally.
 */
export async function soak(plan: Plan, report: (line: string) => void): Promise<Tally> {
  const { server, remove } = await startServer({ seed: 'none', env: { LOG_LEVEL: 'warn' } });
  const restoreFetch = resolveFetchAgainst(server.url);
  const closing: (() => Promise<void>)[] = [];
  try {
    const scene = await open(plan, { server, report, onOpened: (close) => closing.push(close) });
    while (scene.tally.counts.kills < plan.kills) {
      await runUnderLoad(scene);
      await compare(scene);
      const { kills, 'acknowledged writes': writes, lost, doubled, gaps } = scene.tally.counts;
      report(`${kills} kills, ${writes} acknowledged writes, ${lost} lost, ${doubled} doubled, ${gaps} gaps`);
    }
    await stopReading(scene);
    await compare(scene);
    return scene.tally;
  } finally {
    for (const close of closing) await close();
    restoreFetch();
    await remove();
  }
}

type Parts = Pick<Scene, 'server' | 'report'> & { onOpened(close: () => Promise<void>): void };

async function open(plan: Plan, { server, report, onOpened }: Parts): Promise<Scene> {
  const tally = createTally(report);
  const ledger: Ledger = { sent: new Set(), acknowledged: new Map() };
  // Each part has its own random numbers, so that its decisions do not depend on the speed of others.
  const chanceOf = (kind: number, index = 0) => createChance(plan.seed * 1_000_003 + kind * 10_007 + index);
  const power = createPower(server, { chance: chanceOf(1), tally });
  const network = await openFaultyNetwork(server.url, { chance: chanceOf(2), tally, faults: 'real' });
  onOpened(network.close);
  const { cursor } = z
    .looseObject({ cursor: z.string() })
    .parse((await createApi(server.url).get('/api/board')).body);
  const witness = openWitness({ url: network.url, cursor, tally });
  onOpened(async () => witness.close());
  network.startFaults();
  const writers: Writer[] = [];
  for (let index = 0; index < plan.writers; index += 1) {
    const writer = openWriter({
      index,
      url: server.url,
      chance: chanceOf(3, index),
      ledger,
      tally,
      power,
    });
    writers.push(writer);
  }
  const viewers: BoardViewer[] = [];
  for (let index = 0; index < plan.viewers; index += 1) {
    const viewer = await openViewer({
      name: `Viewer ${index}`,
      view: views[index % views.length] ?? { search: '', filter: {} },
      network: await openFaultyNetwork(server.url, { chance: chanceOf(4, index), tally }),
      tally,
      power,
    });
    viewers.push(viewer);
    onOpened(viewer.close);
  }
  return { plan, server, power, chance: chanceOf(5), ledger, tally, writers, viewers, witness, report };
}

/** Kills the server under load while networks fail and viewers connect, disconnect and pause. */
async function runUnderLoad({
  plan,
  server,
  power,
  chance,
  ledger,
  tally,
  writers,
  viewers,
}: Scene): Promise<void> {
  for (const { network } of viewers) network.startFaults();
  const writing = Promise.all(writers.map((writer) => writer.start()));
  const end = Math.min(plan.kills, tally.counts.kills + plan.killsPerRound);
  const reading: Promise<void>[] = [];
  while (tally.counts.kills < end) {
    for (const viewer of viewers) {
      viewer.setPaused(chance.isOf(0.1));
      if (chance.isOf(0.05)) reading.push(viewer.reopen());
      else if (chance.isOf(0.1)) reading.push(viewer.loadMore());
    }
    // After a number of writes instead of a time, so that a slow machine is under load too.
    const due = tally.counts['acknowledged writes'] + 5 + chance.below(60);
    await Promise.race([until(() => tally.counts['acknowledged writes'] >= due), writing]);
    await pause(chance.below(40));
    await power.fail();
    checkRecords({ dataDir: server.dataDir, ledger, tally }, { isQuiet: false });
    for (const viewer of viewers) if (chance.isOf(0.5)) viewer.wake();
  }
  for (const writer of writers) await writer.stop();
  await Promise.all(reading);
}

/** Stops faults and logs one more event; once every viewer has it, nothing before it may be missing. */
async function compare({ server, ledger, tally, writers, viewers, witness }: Scene): Promise<void> {
  for (const { network } of viewers) network.stopFaults();
  const mark = await writers[0]?.create();
  const last = ledger.acknowledged.get(mark ?? '');
  if (!last) throw new Error('There is no writer');
  await until(
    () =>
      viewers.every(({ hasVersion }) => hasVersion(last.id, 1)) && witness.delivered(last.id) !== undefined,
  ).catch(() => {
    const late = viewers.filter(({ hasVersion }) => !hasVersion(last.id, 1)).map(({ name }) => name);
    tally.fail('gaps', `The last event never reached ${late.join(', ') || 'the witness'}`);
  });
  await checkBoards(createApi(server.url), viewers, tally);
  checkWitness({ ledger, tally, witness });
  checkRecords({ dataDir: server.dataDir, ledger, tally }, { isQuiet: true });
  checkFile({ dataDir: server.dataDir, ledger, tally });
}

function checkWitness({ ledger, tally, witness }: Pick<Scene, 'ledger' | 'tally' | 'witness'>): void {
  for (const [mark, { id, version, isDeleted }] of ledger.acknowledged) {
    const last = witness.delivered(id);
    if (last?.version === version && last.isGone === isDeleted) continue;
    const received = last ? `${last.isGone ? 'the removal at ' : ''}version ${last.version}` : 'nothing';
    tally.fail('gaps', `The witness received ${received} of ${mark}, which is at version ${version}`);
  }
}

async function stopReading(scene: Scene): Promise<void> {
  const { plan, server, ledger, tally, writers, viewers, report } = scene;
  const [writer] = writers;
  if (!writer || plan.streamed === 0) return;
  await server.restart({ NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` });
  // Waits until all viewers are back, because catching up is not part of the measured stream.
  await compare(scene);
  const { before, peak, megabytes, isBehind } = await stallViewers({
    viewers,
    writer,
    changes: plan.streamed,
    pid: server.pid,
    idOf: (mark) => ledger.acknowledged.get(mark) ?? { id: '', version: 0 },
    until: (what, condition) =>
      until(condition).catch(() => tally.fail('gaps', `Timed out waiting until ${what}`)),
  });
  report(`${megabytes} MB were sent past stalled viewers: the server went from ${before} to ${peak} MB`);
  if (!isBehind) tally.fail('unsound', 'Stalled viewers received everything');
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + quietMillis; !condition(); await pause(20)) {
    if (Date.now() > end) throw new Error('Timed out');
  }
}
