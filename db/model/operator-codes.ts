const text = 'text';
const number = 'number';

/**
 * Failures of commands and of the start, with their parameters. Only who runs Chancery reads them, on the terminal and
 * in the log, so they have English sentences only (server/operator-sentences.ts).
 */
const operatorShapes = {
  'setting-invalid': { name: text, advice: text },
  'setting-missing': { name: text, given: text },
  'public-url-missing': {},
  'admin-password-common': {},
  'port-in-use': { host: text, port: number },
  'port-not-allowed': { port: number },
  'cannot-listen': { host: text, port: number, error: text },
  'usage-file': { usage: text },
  'usage-audit': {},
  'usage-exercise': {},
  'audit-faults': { faults: text },
  'file-missing': { file: text },
  'file-not-ours': { file: text },
  'database-lost': { file: text },
  'thread-ended': {},
  'database-damaged': { file: text },
  'database-in-use': { file: text },
  'database-disk-full': { file: text },
  'database-io-failed': { file: text },
  'database-not-writable': { file: text },
  'database-not-durable': { file: text },
  'database-emptied': { file: text },
  'database-of-other-program': { file: text },
  'database-of-newer-version': {},
  'migration-failed': { reason: text },
  'backup-no-database': { file: text },
  'backup-onto-itself': { file: text },
  'backup-file-exists': { file: text },
  'backup-not-a-file': { file: text },
  'backup-damaged': { file: text },
  'backup-corrupt': { file: text, damage: text },
  'backup-tampered': { file: text, seq: number, what: text },
  'backup-unreadable': { file: text },
  'backup-not-ours': { file: text },
  'restore-missing': { file: text },
  'restore-damaged': { file: text },
  'restore-corrupt': { file: text, damage: text },
  'restore-tampered': { file: text, seq: number, what: text },
  'restore-unreadable': { file: text },
  'restore-not-ours': { file: text },
  'restore-newer-version': { file: text },
  'restore-running': { file: text },
  'copy-disk-full': { file: text },
  'copy-io-failed': { from: text, to: text },
  'copy-not-writable': { file: text },
} as const;

type Shapes = typeof operatorShapes;
export type OperatorCode = keyof Shapes;
export type ParamsOfOperator = {
  [C in OperatorCode]: { [N in keyof Shapes[C]]: Shapes[C][N] extends typeof number ? number : string };
};

/** The names of the parameters of each code. */
export const operatorCodes: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(operatorShapes).map(([code, params]) => [code, Object.keys(params)]),
);

export function isOperatorCode(code: unknown): code is OperatorCode {
  return typeof code === 'string' && operatorCodes.has(code);
}
