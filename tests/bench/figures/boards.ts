import { monitorEventLoopDelay } from 'node:perf_hooks';
import { localPrincipal as local } from '@/db/model/access/principal';
import { type Filter, filter as filterSchema } from '@/db/model/filter';
import type { Store } from '@/db/store';
import { compare, spreadOf, timed } from '../measure';
import type { Raw } from '../raw';
import type { BenchFilter } from '../raw-facets';
import { type Figure, ratioOf } from '../report';

const rounds = 30;
const rawRounds = 5;

export function titleOf(size: number, what: string): string {
  return `${size.toLocaleString('en')}: ${what}`;
}

/** P1: filtered boards and lists from the event index, beside the same facets in SQL. */
export async function* measureBoards(size: number, store: Store, raw: Raw): AsyncGenerator<Figure> {
  const { common, rare } = raw.countries();
  const filters: [string, BenchFilter][] = [
    ['no filter', {}],
    ['a common country', { targeted: [common] }],
    ['a rare country', { targeted: [rare] }],
    ['a kind', { kind: 'threat' }],
    ['country, kind, severity', { targeted: [common], kind: 'incident', severity: 'severe' }],
    ['two countries, host', { targeted: [common, rare], host: common }],
  ];
  // Each round asks for another moment, because unchanged answers are shared for a second.
  let now = Date.now();
  const boardOf = (filter: Filter) => {
    now += 1000;
    return store.board(local, filter, now);
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (const [name, filter] of filters) {
    const given: Filter = parseFilter(filter);
    const reference = await compare(
      rawRounds,
      timed(() => raw.filteredBoard(filter)),
      async () => 0,
    );
    delay.reset();
    delay.enable();
    const samples: number[] = [];
    for (let round = -3; round < rounds; round += 1) {
      const sample = await timed(() => boardOf(given))(round);
      if (round >= 0) samples.push(sample);
    }
    delay.disable();
    const ours = spreadOf(samples);
    yield {
      part: 'P1',
      what: titleOf(size, `board, ${name}`),
      unit: 'ms',
      ours,
      reference: { name: 'SQL', value: reference.ours },
      ratio: ratioOf(ours, reference.ours),
      goal: '≤ 50 ms',
      holds: ours.p50 <= 50,
    };
    yield {
      part: 'P1',
      what: titleOf(size, '  event loop held meanwhile, at most'),
      unit: 'ms',
      ours: delay.max / 1e6 - 1,
    };
  }
  const combined = parseFilter({ targeted: [common], kind: 'incident', severity: 'severe' });
  for (const sort of ['latest', 'at'] as const) {
    const list = () => store.listEvents(local, { filter: combined, sort, limit: 50, after: null });
    const samples: number[] = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await timed(list)(round));
    const ours = spreadOf(samples);
    yield {
      part: 'P1',
      what: titleOf(size, `50 of country, kind, severity, by ${sort}`),
      unit: 'ms',
      ours,
      goal: '≤ 50 ms',
      holds: ours.p50 <= 50,
    };
  }
}

/** The same filter as the API parses it. */
function parseFilter({ targeted, kind, host, severity }: BenchFilter): Filter {
  return filterSchema.parse({
    targeted: targeted?.join(),
    kind,
    host,
    severity,
  });
}
