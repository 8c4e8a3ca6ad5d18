import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { Cron } from 'croner';
import * as z from 'zod';
import { email } from '@/db/model/access/account';
import { failure } from '@/db/model/errors';
import { type Country, isCountry } from '@/db/model/places/countries';
import type { FirstAdmin } from './auth/first-admin';
import type { LimitSettings } from './http/guard/limits';
import { isLoopback } from './http/guard/origins';

function isOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && `${url.origin}/` === url.href
  );
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function limitSetting(defaultValue: number) {
  return z
    .string()
    .default(String(defaultValue))
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

const maxBannerLength = 100;

/** Refuses control, format and private-use characters, which could reorder or hide text in a marking. */
function isOneLine(line: string): boolean {
  const characters = [...line];
  return (
    characters.length <= maxBannerLength && /[\p{L}\p{N}]/u.test(line) && !/[\p{C}\p{Zl}\p{Zp}]/u.test(line)
  );
}

/** Each message continues "The setting NAME". */
const settings = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      (host) => host === 'localhost' || isIP(host) !== 0,
      'must be an address of this machine, such as 0.0.0.0',
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
  TRUST_PROXY: z
    .string()
    .default('')
    .transform(splitList)
    .refine(
      (list) => list.every(isNetwork),
      'must be the addresses or networks of reverse proxies, such as 127.0.0.1 or 10.0.0.0/24, with commas between',
    ),
  FETCH_ALLOW: z
    .string()
    .default('')
    .transform(splitList)
    .refine(
      (list) => list.every(isNetwork),
      'must be the private addresses or networks that Chancery may fetch from, such as 10.0.0.5 or 10.1.0.0/16, with commas between',
    ),
  ADMIN_EMAIL: z
    .string()
    .refine((value) => email.safeParse(value).success, 'must be an e-mail address')
    .transform((value) => value.trim().toLowerCase())
    .optional(),
  ADMIN_PASSWORD: z
    .string()
    .refine((value) => value.length >= 8 && value.length <= 256, 'must have 8 to 256 characters')
    .optional(),
  SEED: z
    .enum(['example', 'register', 'none'], { error: 'must be example, register or none' })
    .default('example'),
  DATABASE_URL: z.undefined({ error: 'must be empty: only SQLite in DATA_DIR is supported' }).optional(),
  OWN: z
    .string()
    .default('')
    .transform((list) => [...new Set(splitList(list.toUpperCase()))])
    .refine(
      (codes) => codes.every(isCountry),
      'must be the codes of the countries whose missions are your own, such as TR or TR,CY',
    )
    .transform((codes) => codes.filter(isCountry)),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  MAX_VIEWERS: limitSetting(10_000),
  MAX_SOCKETS_PER_ADDRESS: limitSetting(500),
  HANDSHAKES_PER_SECOND: limitSetting(100),
  STALLED_SECONDS: limitSetting(30),
  REQUESTS_PER_SECOND: limitSetting(200),
  REQUEST_BURST: limitSetting(2_000),
  BANNER: z
    .string()
    .transform((line) => line.trim())
    .refine(isOneLine, `must be one line of 1 to ${maxBannerLength} visible characters`)
    .optional(),
  AUDIT_HEADS: z.string().optional(),
  BACKUP_SCHEDULE: z
    .string()
    .refine(
      isSchedule,
      'must be a cron expression with a future time, such as "30 3 * * *" for 03:30 each night',
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

/** Names of the environment's variables that are settings. */
export type SettingName = keyof z.input<typeof settings>;

/** `schedule` is a cron expression in the machine's time zone; `folder` is absolute; `keep` at least 1. */
export type BackupSettings = { schedule: string; folder: string; keep: number };

export type Settings = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Absolute. */
  dataDir: string;
  /** The address that people use; undefined means http://localhost with the port that is used. */
  publicUrl: URL | undefined;
  /** Can only this machine reach it? Then it may be used without an account until the first one exists. */
  isLoopback: boolean;
  /** Addresses and networks of trusted reverse proxies. */
  proxies: string[];
  /** Private addresses and networks that pages may be fetched from. */
  fetchAllow: string[];
  /** The first administrator, from ADMIN_EMAIL and ADMIN_PASSWORD. */
  firstAdmin: FirstAdmin | undefined;
  seed: 'example' | 'register' | 'none';
  /** The line at the top and bottom of every page and print, such as the highest marking that the system may hold. */
  banner: string | undefined;
  /** The countries whose missions are your own: they come first within each tier of the missions under threat. */
  own: Country[];
  logLevel: z.output<typeof settings>['LOG_LEVEL'];
  /** The file for the heads of the journal, absolute. */
  auditHeads: string;
  limits: LimitSettings;
  /** Undefined if no backups are scheduled. */
  backups: BackupSettings | undefined;
};

/**
 * Reads and checks all settings. An empty one counts as not set.
 * @throws AppError with one sentence that names the first bad setting but not its value, which may be a
 * secret on the wrong line
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw failure('setting-invalid', {
      name: first?.path.join('.') ?? '',
      advice: first?.message ?? '',
    });
  }
  const { HOST, PORT, DATA_DIR, PUBLIC_URL, SEED, LOG_LEVEL, TRUST_PROXY } = parsed.data;
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = parsed.data;
  if ((ADMIN_EMAIL === undefined) !== (ADMIN_PASSWORD === undefined)) {
    const [name = '', given = ''] = ADMIN_EMAIL
      ? ['ADMIN_PASSWORD', 'ADMIN_EMAIL']
      : ['ADMIN_EMAIL', 'ADMIN_PASSWORD'];
    throw failure('setting-missing', { name, given });
  }
  if (!isLoopback(HOST) && !PUBLIC_URL) {
    throw failure('public-url-missing');
  }
  const { AUDIT_HEADS, BACKUP_SCHEDULE, BACKUP_DIR, BACKUP_KEEP } = parsed.data;
  const dataDir = resolve(root, DATA_DIR);
  return {
    host: HOST,
    port: PORT,
    dataDir,
    publicUrl: PUBLIC_URL,
    isLoopback:
      isLoopback(HOST) &&
      TRUST_PROXY.length === 0 &&
      (PUBLIC_URL === undefined || isLoopback(PUBLIC_URL.hostname)),
    proxies: TRUST_PROXY,
    fetchAllow: parsed.data.FETCH_ALLOW,
    firstAdmin: ADMIN_EMAIL && ADMIN_PASSWORD ? { email: ADMIN_EMAIL, password: ADMIN_PASSWORD } : undefined,
    seed: SEED,
    banner: parsed.data.BANNER,
    own: parsed.data.OWN,
    logLevel: LOG_LEVEL,
    auditHeads: AUDIT_HEADS ? resolve(root, AUDIT_HEADS) : join(dataDir, 'audit-heads.jsonl'),
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
