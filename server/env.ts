import { join, resolve } from 'node:path';
import { Cron } from 'croner';
import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import type { LimitSettings } from './http/limits';

const loopback = /^(localhost|::1|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

function isOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && `${url.origin}/` === url.href
  );
}

function limit(standard: number) {
  return z
    .string()
    .default(String(standard))
    .refine((value) => /^[1-9]\d{0,6}$/.test(value), 'must be a whole number from 1 to 9999999')
    .transform(Number);
}

function isSchedule(value: string): boolean {
  try {
    return new Cron(value).nextRun() !== null;
  } catch {
    return false;
  }
}

/** Each message goes on from the setting's name. */
const settings = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (host) => loopback.test(host),
      'must be 127.0.0.1, ::1 or localhost: there are no accounts yet, so whoever can reach Chancery may read and write everything',
    ),
  PORT: z
    .string()
    .default('3000')
    .refine(
      (port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535,
      'must be a whole number from 0 to 65535',
    )
    .transform(Number),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be an address without a path, such as http://localhost:3000')
    .transform((address) => new URL(address))
    .optional(),
  SEED: z
    .enum(['example', 'register', 'none'], { error: 'must be example, register or none' })
    .default('example'),
  DATABASE_URL: z
    .undefined({ error: 'must be empty: only SQLite in DATA_DIR is there yet, and PostgreSQL comes later' })
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  MAX_VIEWERS: limit(10_000),
  MAX_SOCKETS_PER_ADDRESS: limit(500),
  HANDSHAKES_PER_SECOND: limit(100),
  STALLED_SECONDS: limit(30),
  REQUESTS_PER_SECOND: limit(200),
  REQUEST_BURST: limit(2_000),
  BACKUP_SCHEDULE: z
    .string()
    .refine(
      isSchedule,
      'must be a cron expression of moments to come, such as "30 3 * * *" for 03:30 each night',
    )
    .optional(),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: z
    .string()
    .default('7')
    .refine(
      (keep) => /^\d{1,4}$/.test(keep) && Number(keep) >= 1,
      'must be a whole number from 1 to 9999: how many backups are kept',
    )
    .transform(Number),
});

/** `schedule` is a cron expression in the machine's time zone; `folder` is absolute; `keep` at least 1. */
export type BackupSettings = { schedule: string; folder: string; keep: number };

export type Settings = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Where people reach it; undefined follows the port that is taken. */
  publicUrl: URL | undefined;
  seed: 'example' | 'register' | 'none';
  logLevel: z.output<typeof settings>['LOG_LEVEL'];
  /** What viewers and requests may take. */
  limits: LimitSettings;
  /** Undefined where none are scheduled. */
  backups: BackupSettings | undefined;
};

/**
 * The settings, read and checked in this one place; an empty one counts as left out. ADMIN_EMAIL and
 * ADMIN_PASSWORD are accepted and do nothing until there are accounts.
 * @throws AppError 'unavailable' with one sentence that names the first bad setting, never its value:
 * it may be a secret put on the wrong line.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new AppError('unavailable', `The setting ${first?.path.join('.')} ${first?.message}.`);
  }
  const { HOST, PORT, DATA_DIR, PUBLIC_URL, SEED, LOG_LEVEL } = parsed.data;
  const { BACKUP_SCHEDULE, BACKUP_DIR, BACKUP_KEEP } = parsed.data;
  const dataDir = resolve(root, DATA_DIR);
  return {
    host: HOST,
    port: PORT,
    dataDir,
    publicUrl: PUBLIC_URL,
    seed: SEED,
    logLevel: LOG_LEVEL,
    limits: {
      maxViewers: parsed.data.MAX_VIEWERS,
      maxSocketsPerAddress: parsed.data.MAX_SOCKETS_PER_ADDRESS,
      handshakesPerSecond: parsed.data.HANDSHAKES_PER_SECOND,
      stalledSeconds: parsed.data.STALLED_SECONDS,
      requestsPerSecond: parsed.data.REQUESTS_PER_SECOND,
      requestBurst: parsed.data.REQUEST_BURST,
    },
    backups: BACKUP_SCHEDULE
      ? {
          schedule: BACKUP_SCHEDULE,
          folder: BACKUP_DIR ? resolve(root, BACKUP_DIR) : join(dataDir, 'backups'),
          keep: BACKUP_KEEP,
        }
      : undefined,
  };
}
