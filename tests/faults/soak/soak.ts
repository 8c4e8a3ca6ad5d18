import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { createApi } from '../../support/api';
import { type Chance, createChance } from '../../support/chance';
import { type ServerProcess, startServer } from '../../support/server-process';
import { checkBoards } from './check-boards';
import { checkFile, checkRecords } from './check-store';
import type { Ledger } from './ledger';
import { openStormyNetwork } from './network';
import { fetchAsPageOf } from './page-fetch';
import { createPower, type Power } from './power';
import { stallSome } from './stalled';
import { createTally, type Tally } from './tally';
import { type BoardViewer, openViewer, type View } from './viewer';
import { openWitness, type Witness } from './witness';
import { openWriter, type Writer } from './writer';

export type Plan = {
  /** The same seed makes the same decisions; what the machine makes of them differs in time alone. */
  seed: number;
  kills: number;
  viewers: number;
  writers: number;
  /** Kills between two quiet moments at which everything is compared. */
  killsAtOnce: number;
  /** Changes of 500 KB each that pass while some viewers read nothing; 0 leaves that out. */
  streamed: number;
};

const views: readonly View[] = [
  { search: '', filter: {} },
  { search: 'targeted=RU', filter: { targeted: ['RU'] } },
  { search: '', filter: {} },
  { search: 'status=current', filter: { status: ['current'] } },
];

/** What the server may keep while a stream of more passes viewers that read nothing (MB). */
const heapMegabytes = 160;
const quietMillis = 90_000;

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
  say(line: string): void;
};

/**
 * The real server is killed at random moments under load while viewers follow it over networks that break;
 * everything it has acknowledged and shown is compared with what it holds. What went wrong is in the tally.
 */
export async function soak(plan: Plan, say: (line: string) => void): Promise<Tally> {
  const { server, remove } = await startServer({ seed: 'none', env: { LOG_LEVEL: 'warn' } });
  const fetchPlainly = fetchAsPageOf(server.url);
  const closing: (() => Promise<void>)[] = [];
  try {
    const scene = await open(plan, { server, say, onOpened: (close) => closing.push(close) });
    while (scene.tally.counts.kills < plan.kills) {
      await stormOn(scene);
      await compare(scene);
      const { kills, 'acknowledged writes': writes, lost, doubled, gaps } = scene.tally.counts;
      say(`${kills} kills, ${writes} acknowledged writes, ${lost} lost, ${doubled} doubled, ${gaps} gaps`);
    }
    await stopReading(scene);
    await compare(scene);
    return scene.tally;
  } finally {
    for (const close of closing) await close();
    fetchPlainly();
    await remove();
  }
}

type Parts = Pick<Scene, 'server' | 'say'> & { onOpened(close: () => Promise<void>): void };

async function open(plan: Plan, { server, say, onOpened }: Parts): Promise<Scene> {
  const tally = createTally(say);
  const ledger: Ledger = { begun: new Set(), kept: new Map() };
  // Each has a chance of its own, so that none decides otherwise because another was quicker.
  const chanceOf = (kind: number, index = 0) => createChance(plan.seed * 1_000_003 + kind * 10_007 + index);
  const power = createPower(server, { chance: chanceOf(1), tally });
  const network = await openStormyNetwork(server.url, { chance: chanceOf(2), tally, faults: 'real' });
  onOpened(network.close);
  const { cursor } = z
    .looseObject({ cursor: z.string() })
    .parse((await createApi(server.url).get('/api/board')).body);
  const witness = openWitness({ url: network.url, cursor, tally });
  onOpened(async () => witness.close());
  network.storm();
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
      network: await openStormyNetwork(server.url, { chance: chanceOf(4, index), tally }),
      tally,
      power,
    });
    viewers.push(viewer);
    onOpened(viewer.close);
  }
  return { plan, server, power, chance: chanceOf(5), ledger, tally, writers, viewers, witness, say };
}

/** Some kills under load, while networks break and readers come, go and hold their feed in place. */
async function stormOn({
  plan,
  server,
  power,
  chance,
  ledger,
  tally,
  writers,
  viewers,
}: Scene): Promise<void> {
  for (const { network } of viewers) network.storm();
  const writing = Promise.all(writers.map((writer) => writer.start()));
  const end = Math.min(plan.kills, tally.counts.kills + plan.killsAtOnce);
  const reading: Promise<void>[] = [];
  while (tally.counts.kills < end) {
    for (const viewer of viewers) {
      viewer.hold(chance.isOf(0.1));
      if (chance.isOf(0.05)) reading.push(viewer.reopen());
      else if (chance.isOf(0.1)) reading.push(viewer.loadMore());
    }
    // So many writes later, and then at any moment of one: a slow machine is under load as well.
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

/** Calm: one more record, and once everyone has it nothing before it may be missing anywhere. */
async function compare({ server, ledger, tally, writers, viewers, witness }: Scene): Promise<void> {
  for (const { network } of viewers) network.calm();
  const mark = await writers[0]?.create();
  const last = ledger.kept.get(mark ?? '');
  if (!last) throw new Error('There is no writer');
  await until(
    () => viewers.every(({ holds }) => holds(last.id, 1)) && witness.delivered(last.id) !== undefined,
  ).catch(() => {
    const late = viewers.filter(({ holds }) => !holds(last.id, 1)).map(({ name }) => name);
    tally.fail('gaps', `The last record never reached ${late.join(', ') || 'the witness'}`);
  });
  await checkBoards(createApi(server.url), viewers, tally);
  checkWitness({ ledger, tally, witness });
  checkRecords({ dataDir: server.dataDir, ledger, tally }, { isQuiet: true });
  checkFile({ dataDir: server.dataDir, ledger, tally });
}

function checkWitness({ ledger, tally, witness }: Pick<Scene, 'ledger' | 'tally' | 'witness'>): void {
  for (const [mark, { id, version, isDeleted }] of ledger.kept) {
    const last = witness.delivered(id);
    if (last?.version === version && last.isGone === isDeleted) continue;
    const came = last ? `${last.isGone ? 'the end at ' : ''}version ${last.version}` : 'nothing';
    tally.fail('gaps', `${came} of ${mark} came to the witness last, which is at version ${version}`);
  }
}

async function stopReading(scene: Scene): Promise<void> {
  const { plan, server, ledger, tally, writers, viewers, say } = scene;
  const [writer] = writers;
  if (!writer || plan.streamed === 0) return;
  await server.restart({ NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` });
  // Once all are back: what a viewer catches up on is made for him alone, and is no part of the stream.
  await compare(scene);
  const { before, most, megabytes, isBehind } = await stallSome({
    viewers,
    writer,
    changes: plan.streamed,
    pid: server.pid,
    idOf: (mark) => ledger.kept.get(mark) ?? { id: '', version: 0 },
    until: (what, isThere) =>
      until(isThere).catch(() => tally.fail('gaps', `It never came about that ${what}`)),
  });
  say(`${megabytes} MB passed viewers that read nothing: the server went from ${before} to ${most} MB`);
  if (!isBehind) tally.fail('unsound', 'Those who did not read had everything all the same');
}

async function until(isThere: () => boolean): Promise<void> {
  for (const end = Date.now() + quietMillis; !isThere(); await pause(20)) {
    if (Date.now() > end) throw new Error('It did not come about');
  }
}
