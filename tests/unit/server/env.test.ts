import { expect, test } from '@playwright/test';
import { isAppError } from '@/db/model/errors';
import { readSettings } from '@/server/env';
import { asSentence } from '@/server/error-sentences';

const root = '/srv/chancery';
const limits = {
  stalledSeconds: 30,
  maxViewers: 10_000,
  maxSocketsPerAddress: 500,
  handshakesPerSecond: 100,
  requestsPerSecond: 200,
  requestBurst: 2_000,
};

function messageOf(env: Record<string, string>): string {
  try {
    readSettings(env, root);
  } catch (error) {
    if (isAppError(error) && error.kind === 'unavailable') return asSentence(error);
    throw error;
  }
  return 'accepted';
}

test('without settings the server listens on loopback, port 3000, with its data beside the program', () => {
  const settings = {
    host: '127.0.0.1',
    port: 3000,
    dataDir: '/srv/chancery/data',
    auditHeads: '/srv/chancery/data/audit-heads.jsonl',
    publicUrl: undefined,
    isLoopback: true,
    proxies: [],
    firstAdmin: undefined,
    seed: 'example',
    banner: undefined,
    logLevel: 'info',
    limits,
    backups: undefined,
    own: [],
    fetchAllow: [],
  };
  expect(readSettings({}, root)).toEqual(settings);
  expect(readSettings({ HOST: '', PORT: '', DATABASE_URL: '', PUBLIC_URL: '', SEED: '' }, root)).toEqual(
    settings,
  );
});

test('every setting is read from the environment', () => {
  const env = {
    HOST: '::1',
    PORT: '0',
    DATA_DIR: '/var/lib/chancery',
    PUBLIC_URL: 'https://board.example.org',
    SEED: 'register',
    BANNER: ' SECRET: up to RESTRICTED ',
    LOG_LEVEL: 'debug',
    MAX_VIEWERS: '12000',
    BACKUP_SCHEDULE: '30 3 * * *',
    BACKUP_DIR: 'backups',
    BACKUP_KEEP: '30',
    ADMIN_EMAIL: 'admin@example.org',
    ADMIN_PASSWORD: 'correct horse',
    TRUST_PROXY: '127.0.0.1, 10.0.0.0/8',
    FETCH_ALLOW: '10.1.0.0/16, ::1',
    HOME: '/root',
  };
  expect(readSettings(env, root)).toEqual({
    host: '::1',
    port: 0,
    dataDir: '/var/lib/chancery',
    auditHeads: '/var/lib/chancery/audit-heads.jsonl',
    publicUrl: new URL('https://board.example.org'),
    isLoopback: false,
    proxies: ['127.0.0.1', '10.0.0.0/8'],
    firstAdmin: { email: 'admin@example.org', password: 'correct horse' },
    seed: 'register',
    banner: 'SECRET: up to RESTRICTED',
    logLevel: 'debug',
    limits: { ...limits, maxViewers: 12_000 },
    backups: { schedule: '30 3 * * *', folder: '/srv/chancery/backups', keep: 30 },
    own: [],
    fetchAllow: ['10.1.0.0/16', '::1'],
  });
});

const refused: [string, string[]][] = [
  ['HOST', ['board.example.org', '127.0.0.1.evil.example', '0.0.0.0:80']],
  ['PORT', ['-1', '65536', '3000.5', '0x10', 'three', '1e3', ' ']],
  [
    'PUBLIC_URL',
    ['localhost:3000', 'ftp://x', 'http://x/path', 'http://x?y', 'http://user:pass@x', 'http://'],
  ],
  ['TRUST_PROXY', ['nginx', '10.0.0.0/33', '10.0.0.1/', '127.0.0.1 10.0.0.1']],
  ['FETCH_ALLOW', ['intranet', '10.0.0.0/33', '10.0.0.1 10.0.0.2', 'http://10.0.0.1']],
  ['ADMIN_EMAIL', ['admin', 'admin@']],
  ['SEED', ['Example', 'all']],
  ['BANNER', [' ', '—', 'two\nlines', 'pass@\u0007', 'pass@ \u202egnitaler', 'pass@'.repeat(21)]],
  ['LOG_LEVEL', ['loud']],
  ['MAX_SOCKETS_PER_ADDRESS', ['0', '-1', '1.5', 'many', '1e3', '10000000']],
  ['REQUESTS_PER_SECOND', ['0', 'Infinity']],
  ['BACKUP_SCHEDULE', ['nightly', '99 3 * * *', '0 0 30 2 *', '2020-01-01T00:00:00']],
  ['BACKUP_KEEP', ['0', '-1', '7.5', 'all', '10000']],
  ['OWN', ['Turkey', 'TR;RU', 'T', 'TR,XX']],
  ['DATABASE_URL', ['postgres://user:pass@db/x', 'file:x']],
];
for (const [name, values] of refused) {
  test(`a bad ${name} is refused with one sentence that names the setting and not its value`, () => {
    for (const value of values) {
      const message = messageOf({ [name]: value });
      expect(message, value).toMatch(new RegExp(`^The setting ${name} must be [^\\n]+\\.$`));
      expect(message).not.toContain('pass@');
    }
  });
}

test('a HOST beyond loopback needs a PUBLIC_URL', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5']) {
    expect(messageOf({ HOST })).toMatch(/^The setting PUBLIC_URL must be given with .*\.$/);
    const { isLoopback } = readSettings({ HOST, PUBLIC_URL: 'https://board.example.org' }, root);
    expect(isLoopback).toBe(false);
  }
});

test('a server behind a proxy or with a public address is not on loopback only', () => {
  const isLoopback = (env: Record<string, string>) => readSettings(env, root).isLoopback;
  expect(isLoopback({ PUBLIC_URL: 'http://localhost:8080' })).toBe(true);
  expect(isLoopback({ PUBLIC_URL: 'http://[::1]:8080' })).toBe(true);
  expect(isLoopback({ PUBLIC_URL: 'https://board.example.org' })).toBe(false);
  expect(isLoopback({ TRUST_PROXY: '127.0.0.1' })).toBe(false);
});

test('the first administrator needs an e-mail address and a password, which is never repeated', () => {
  const both = { ADMIN_EMAIL: ' Ada@Example.org ', ADMIN_PASSWORD: 'correct horse' };
  expect(readSettings(both, root).firstAdmin).toEqual({
    email: 'ada@example.org',
    password: 'correct horse',
  });
  expect(messageOf({ ADMIN_EMAIL: 'ada@example.org' })).toContain('ADMIN_PASSWORD must be given');
  expect(messageOf({ ADMIN_PASSWORD: 'correct horse' })).toContain('ADMIN_EMAIL must be given');
  const short = messageOf({ ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'pass@' });
  expect(short).toContain('ADMIN_PASSWORD must have');
  expect(short).not.toContain('pass@');
});

test('scheduled backups are kept beside the database, seven by default', () => {
  const { backups } = readSettings({ DATA_DIR: '/var/lib/chancery', BACKUP_SCHEDULE: '@daily' }, root);
  expect(backups).toEqual({ schedule: '@daily', folder: '/var/lib/chancery/backups', keep: 7 });
});

test('own countries are given as codes in upper or lower case', () => {
  expect(readSettings({}, root).own).toEqual([]);
  expect(readSettings({ OWN: 'tr, CY,tr' }, root).own).toEqual(['TR', 'CY']);
});
