import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Spread } from './measure';

export type Figure = {
  /** The promise that it belongs to, such as P1 or S11. */
  part: string;
  what: string;
  unit: 'ms' | 'µs' | 'KB' | '%' | '/s' | '';
  ours: Spread | number;
  /** What it is held against, measured in the same run. */
  reference?: { name: string; value: Spread | number };
  /** Ours by the reference's, by the medians where they are spreads. */
  ratio?: number;
  goal?: string;
  /** Left out where there is no goal. */
  holds?: boolean;
};

export function ratioOf(ours: Spread | number, reference: Spread | number): number {
  return middle(ours) / middle(reference);
}

/** A line for the terminal as soon as a figure is there. */
export function print(figure: Figure): void {
  const { part, what, ours, unit, reference, ratio, goal, holds } = figure;
  const sign = holds === undefined ? ' ' : holds ? '✓' : '✗';
  const columns = [
    `${sign} ${part}`.padEnd(5),
    what.padEnd(58),
    say(ours, unit).padEnd(44),
    (reference ? `${reference.name} ${say(reference.value, unit)}` : '').padEnd(60),
    (ratio === undefined ? '' : `${ratio.toFixed(2)}×`).padStart(8),
    goal ? ` goal ${goal}` : '',
  ];
  process.stdout.write(`${columns.join(' ').trimEnd()}\n`);
}

export type Run = {
  date: string;
  machine: string;
  node: string;
  sizes: readonly number[];
  load: { before: number; after: number };
  figures: readonly Figure[];
};

export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory} GB, ${process.platform} ${process.arch}`;
}

/** Of the last minute, of all cores. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

export function save(file: string, run: Run): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
}

/** The table in the format of README.md beside this file. */
export function markdown({ figures }: Run): string {
  const lines = figures.map(({ part, what, ours, unit, reference, ratio, goal, holds }) =>
    [
      part,
      what,
      say(ours, unit),
      reference ? `${reference.name}: ${say(reference.value, unit)}` : '',
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      `${goal ?? ''}${holds === undefined ? '' : holds ? ' ✓' : ' **✗**'}`,
    ].join(' | '),
  );
  return [
    '| | what | Chancery | beside | ratio | goal |',
    '|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

function say(value: Spread | number, unit: string): string {
  if (typeof value === 'number') return `${short(value)} ${unit}`.trim();
  return `p50 ${short(value.p50)}, p99 ${short(value.p99)} ${unit} (n ${value.n})`;
}

function short(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function middle(value: Spread | number): number {
  return typeof value === 'number' ? value : value.p50;
}
