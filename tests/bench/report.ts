import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Spread } from './measure';

export type Figure = {
  /** The promise that it measures, such as P1 or S11. */
  part: string;
  what: string;
  unit: 'ms' | 'µs' | 'KB' | 'MB' | '%' | '/s' | '';
  ours: Spread | number;
  /** What it is compared with, measured in the same run. */
  reference?: { name: string; value: Spread | number };
  /** Ours divided by the reference, with medians for spreads. */
  ratio?: number;
  goal?: string;
  /** Undefined without a goal. */
  holds?: boolean;
};

export function ratioOf(ours: Spread | number, reference: Spread | number): number {
  return medianOf(ours) / medianOf(reference);
}

/** Prints a figure as one line. */
export function print(figure: Figure): void {
  const { part, what, ours, unit, reference, ratio, goal, holds } = figure;
  const sign = holds === undefined ? ' ' : holds ? '✓' : '✗';
  const columns = [
    `${sign} ${part}`.padEnd(5),
    what.padEnd(58),
    formatValue(ours, unit).padEnd(44),
    (reference ? `${reference.name} ${formatValue(reference.value, unit)}` : '').padEnd(60),
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

/** The load average of the last minute. */
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
      formatValue(ours, unit),
      reference ? `${reference.name}: ${formatValue(reference.value, unit)}` : '',
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      `${goal ?? ''}${holds === undefined ? '' : holds ? ' ✓' : ' **✗**'}`,
    ].join(' | '),
  );
  return [
    '| | what | Chancery | reference | ratio | goal |',
    '|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

function formatValue(value: Spread | number, unit: string): string {
  if (typeof value === 'number') return `${formatNumber(value)} ${unit}`.trim();
  return `p50 ${formatNumber(value.p50)}, p99 ${formatNumber(value.p99)} ${unit} (n ${value.n})`;
}

function formatNumber(value: number): string {
  if (value === 0) return '0';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function medianOf(value: Spread | number): number {
  return typeof value === 'number' ? value : value.p50;
}
