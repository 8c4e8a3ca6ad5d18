import { parseArgs } from 'node:util';
import { soak } from './soak';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '200' },
    viewers: { type: 'string', default: '50' },
    streamed: { type: 'string', default: '400' },
  },
});
const [seed = 0, kills = 0, viewers = 0, streamed = 0] = [
  values.seed,
  values.kills,
  values.viewers,
  values.streamed,
].map(Number);
if (![seed, kills, viewers, streamed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('Give whole numbers: npm run soak -- --seed=1 --kills=200 --viewers=50\n');
  process.exit(1);
}

const repeats = `--seed=${seed} --kills=${kills} --viewers=${viewers} --streamed=${streamed}`;
process.stdout.write(`Seed ${seed}: ${repeats} repeats this run\n`);
const started = Date.now();
const { counts, failures } = await soak(
  { seed, kills, viewers, writers: 4, killsPerRound: 10, streamed },
  (line) => process.stdout.write(`Seed ${seed}: ${line}\n`),
);
for (const [name, count] of Object.entries(counts))
  process.stdout.write(`${String(count).padStart(9)} ${name}\n`);
process.stdout.write(`Seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s\n`);
process.exit(failures.length > 0 ? 1 : 0);
