import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureApi } from './figures/api';
import { measureArrival } from './figures/arrival';
import { measureBrowser } from './figures/browser';
import { measureCreate } from './figures/create';
import { measureDirectus } from './figures/directus';
import { measureFanout } from './figures/fanout';
import { measureFlood } from './figures/flood';
import { measureMap } from './figures/map';
import { measureOverTime } from './figures/over-time';
import { measureQueue } from './figures/queue';
import { measureReplay } from './figures/replay';
import { measureSimilar } from './figures/similar';
import { measureStore } from './figures/store';
import { measureWall } from './figures/wall';
import { type Figure, load, machine, markdown, print, type Run, save } from './report';

type Sizes = readonly number[];

const parts: Record<string, (sizes: Sizes) => AsyncGenerator<Figure>> = {
  store: measureStore,
  map: measureMap,
  similar: measureSimilar,
  'over-time': measureOverTime,
  queue: measureQueue,
  api: measureApi,
  create: measureCreate,
  arrival: measureArrival,
  fanout: measureFanout,
  replay: measureReplay,
  flood: measureFlood,
  browser: measureBrowser,
  wall: measureWall,
};
/** Run only when named, because it downloads a large program. */
const onDemand: typeof parts = { directus: measureDirectus };
const all = { ...parts, ...onDemand };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '200000,1000000' } },
});
const selected = positionals.length > 0 ? positionals : Object.keys(parts);
const unknown = selected.filter((name) => !(name in all));
const sizes = values.sizes.split(',').map(Number);
if (unknown.length > 0 || sizes.some((size) => !(size >= 1_000))) {
  process.stderr.write(
    `Name parts of the bench (${Object.keys(all).join(', ')}), or none for all but ${Object.keys(onDemand).join(', ')}; --sizes=200000,1000000\n`,
  );
  process.exit(1);
}

const before = load();
process.stdout.write(`${machine()}, Node ${process.version}, load ${before.toFixed(2)}\n`);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(all)) {
  if (!selected.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for await (const figure of measure(sizes)) {
    figures.push(figure);
    print(figure);
  }
}
const run: Run = {
  date: new Date().toISOString(),
  machine: machine(),
  node: process.version,
  sizes,
  load: { before, after: load() },
  figures,
};
const file = join('test-results', 'bench', `${run.date.replaceAll(':', '')}.json`);
save(file, run);
process.stdout.write(
  `\n${markdown(run)}\n\nLoad ${before.toFixed(2)} before, ${run.load.after.toFixed(2)} after. Figures: ${file}\n`,
);
