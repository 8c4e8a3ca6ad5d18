import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import * as z from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

const downward = 'Imports run downward: app → server → db → db/rules → db/model.';
const leaf = 'db/model may import only zod and itself.';
const pure = 'db/rules may import only db/model and itself.';
const neutral = 'db/event-index may import only db/model, db/rules and itself.';
const store =
  'db/ may import only db/model, db/rules, drizzle-orm, better-sqlite3 and node: modules (db/reference also csv-parse and the packages that make the basemap).';
const aboveServer =
  'server/ may not import app/: imports run downward, app → server → db → db/rules → db/model.';
const framework = 'Only server/http may import the web framework.';
const socket = 'Only server/live may import socket.io.';
const pagesServer = 'Only server/index.ts may import next.';
const driver = 'Only db/ may import drizzle-orm and the driver.';
const noBrowser = 'server/ may not import React or the socket.io client.';
const bare = 'Scripts that run on a bare checkout may import only node: modules and each other.';
const browser =
  'Code that may run in the browser may not import server/; pages, layouts and routes may import server/runtime.';
const page = 'Pages may import only server/runtime from server/.';
const modelOnly = 'app/ may import only db/model from db/.';
const liveOnly = 'Only app/_live may import socket.io-client.';
const notForPages = 'app/ may not import libraries of server/ and db/: use server/runtime.';

const port = 'Only server/index.ts and server/commands may import db/sqlite: other modules use db/store.ts.';

const refused: [file: string, code: string, message: string][] = [
  ['db/model/a.ts', "import 'node:fs';", leaf],
  ['db/model/b.ts', "import 'drizzle-orm';", leaf],
  ['db/model/c.ts', "import type { Store } from '@/db/store';", leaf],
  ['db/model/d.ts', "import type { Store } from '../store';", leaf],
  ['db/model/e.ts', "import '@/server/env';", leaf],
  ['db/model/f.ts', "import type { Store } from './../store';", leaf],
  ['db/model/g.ts', "import '@/db/rules/decision';", leaf],
  ['db/rules/a.ts', "import 'drizzle-orm';", pure],
  ['db/rules/b.ts', "import 'better-sqlite3';", pure],
  ['db/rules/c.ts', "import 'node:crypto';", pure],
  ['db/rules/d.ts', "import 'zod';", pure],
  ['db/rules/e.ts', "import type { Store } from '@/db/store';", pure],
  ['db/rules/f.ts', "import '@/db/sqlite/client';", pure],
  ['db/rules/g.ts', "import type { Store } from '../store';", pure],
  ['db/rules/h.ts', "import type { Store } from './../store';", pure],
  ['db/event-index/a.ts', "import 'better-sqlite3';", neutral],
  ['db/event-index/b.ts', "import '@/db/sqlite/client';", neutral],
  ['db/event-index/c.ts', "import type { Store } from '../store';", neutral],
  ['db/event-index/d.ts', "import type { Store } from './../store';", neutral],
  ['db/rules/i.ts', "import '@/server/env';", pure],
  ['db/sqlite/a.ts', "import '@/server/env';", downward],
  ['db/sqlite/b.ts', "import '../../server/env';", downward],
  ['db/sqlite/c.ts', "import type { A } from '@/app/_live/client';", downward],
  ['db/sqlite/d.ts', "import 'csv-parse/sync';", store],
  ['db/sqlite/e.ts', "import 'zod';", store],
  ['db/sqlite/f.ts', "const next = await import('next');\nexport { next };", store],
  ['db/reference/a.ts', "import 'fastify';", store],
  ['db/reference/b.ts', "import '../../server/env';", downward],
  ['db/a.ts', "import './sqlite/open';", port],
  ['db/b.ts', "import type { Db } from '@/db/sqlite/client';", port],
  ['db/other-store/a.ts', "import '../sqlite/client';", port],
  ['db/reference/c.ts', "import '../sqlite/client';", port],
  ['server/events/a.ts', "import '@/app/_live/client';", aboveServer],
  ['server/events/b.ts', "import '../../app/_live/client';", aboveServer],
  ['server/events/c.ts', "import 'drizzle-orm/sqlite-core';", driver],
  ['server/events/d.ts', "import 'better-sqlite3';", driver],
  ['server/events/e.ts', "import { z } from 'react';\nexport { z };", noBrowser],
  ['server/events/f.ts', "import 'fastify';", framework],
  ['server/events/g.ts', "import 'next/server';", pagesServer],
  ['server/events/h.ts', "import 'socket.io';", socket],
  ['server/events/i.ts', "import '@/db/sqlite/open';", port],
  ['server/jobs/a.ts', "import '../../db/sqlite/open';", port],
  ['server/jobs/backup.ts', "import '@/db/sqlite/backup/copier-port';", port],
  ['server/auth/a.ts', "import type { Db } from '@/db/sqlite/client';", port],
  ['server/live/f.ts', "import '@/db/sqlite/client';", port],
  ['server/http/f.ts', "import '@/db/sqlite/client';", port],
  ['server/live/a.ts', "import '@fastify/swagger';", framework],
  ['server/live/b.ts', "import 'next';", pagesServer],
  ['server/live/c.ts', "import '../../app/_live/client';", aboveServer],
  ['server/live/d.ts', "import 'socket.io-client';", noBrowser],
  ['server/live/e.ts', "import 'drizzle-orm';", driver],
  ['server/http/a.ts', "import 'socket.io';", socket],
  ['server/http/b.ts', "import 'next';", pagesServer],
  ['server/http/c.ts', "import '@/app/_live/client';", aboveServer],
  ['server/http/d.ts', "import 'better-sqlite3';", driver],
  ['server/http/e.ts', "import 'react';", noBrowser],
  ['server/index.ts', "import 'socket.io';\nimport 'fastify';", socket],
  ['server/index.ts', "import 'socket.io';\nimport 'fastify';", framework],
  ['server/start.mjs', "import 'esbuild';", bare],
  ['app/_ui/a.tsx', "import '@/server/runtime';", browser],
  ['app/_ui/b.tsx', "import type { Runtime } from '../../server/runtime';", browser],
  ['app/_ui/c.tsx', "const env = import('@/server/env');\nexport { env };", browser],
  ['app/_ui/d.tsx', "import type { Store } from '@/db/store';", modelOnly],
  ['app/_ui/e.tsx', "import '../../db/sqlite/open';", modelOnly],
  ['app/_ui/h.tsx', "import '@/db/rules/decision';", modelOnly],
  ['app/_ui/f.tsx', "import 'socket.io-client';", liveOnly],
  ['app/_ui/g.tsx', "import 'better-sqlite3';", notForPages],
  ['app/_live/a.ts', "import '@/server/live/cursor';", browser],
  ['app/_live/b.ts', "import type { Store } from '@/db/store';", modelOnly],
  ['app/_live/c.ts', "import 'socket.io';", notForPages],
  ['app/events/page.tsx', "import '@/server/env';\nimport '@/db/store';", page],
  ['app/events/page.tsx', "import '@/server/env';\nimport '@/db/store';", modelOnly],
  ['app/layout.tsx', "import '../server/env';\nimport 'socket.io-client';", page],
  ['app/layout.tsx', "import '../server/env';\nimport 'socket.io-client';", liveOnly],
  ['app/api/route.ts', "import 'drizzle-orm';", notForPages],
];

const allowed: [file: string, code: string][] = [
  ['db/model/z.ts', "import 'zod';\nimport './words';\nimport '@/db/model/words';"],
  ['db/event-index/z.ts', "import './columns';\nimport '@/db/rules/decision';\nimport '@/db/model/words';"],
  ['db/rules/z.ts', "import './decision';\nimport '@/db/rules/decision';\nimport '@/db/model/words';"],
  [
    'db/sqlite/z.ts',
    "import 'drizzle-orm/better-sqlite3';\nimport 'better-sqlite3';\nimport 'node:fs/promises';",
  ],
  [
    'db/sqlite/y.ts',
    "import '../store';\nimport '../rules/decision';\nimport '@/db/model/words';\nimport './client';",
  ],
  ['db/reference/z.ts', "import 'csv-parse/sync';\nimport 'node:fs';\nimport '@/db/store';"],
  ['server/events/z.ts', "import '@/db/store';\nimport '../env';\nimport 'pino';\nimport 'zod';"],
  ['server/live/z.ts', "import 'socket.io';\nimport '@/db/model/journal/live';"],
  ['server/http/z.ts', "import 'fastify';\nimport '@fastify/swagger';"],
  ['server/z.mjs', "import 'node:fs';\nimport './prepare/step.mjs';"],
  ['server/index.ts', "import 'next';\nimport './http/api';\nimport './live/live';"],
  [
    'app/_ui/z.tsx',
    "import 'react';\nimport 'next/link';\nimport '@/db/model/words';\nimport '../_live/client';",
  ],
  ['app/_live/z.ts', "import 'socket.io-client';\nimport '../../db/model/journal/live';"],
  ['app/events/page.tsx', "import '@/server/runtime';\nimport '@/db/model/words';"],
  ['app/_i18n/request.ts', "import '../../server/runtime';\nimport 'next-intl/server';"],
];

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), message: z.string(), location: z.object({ path: z.string() }) }),
  ),
});

/** The diagnostics of the project's linter for these files, as if they were in the project. */
async function lint(files: Map<string, string>, only: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-lint-'));
  try {
    for (const name of ['biome.json', 'no-assertion.grit'])
      await copyFile(join(root, name), join(folder, name));
    for (const [file, code] of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `${code}\n`);
    }
    const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', ...only];
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [biome, ...args, '.'], { cwd: folder }, (_error, stdout) => resolve(stdout));
    });
    return report.parse(JSON.parse(output)).diagnostics;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const imports = ['--only=style/noRestrictedImports'];

test('every forbidden import is refused with a message that states the rule', async () => {
  const found = await lint(new Map(refused.map(([file, code]) => [file, code])), imports);
  for (const [file, code, message] of refused) {
    const messages = found.filter(({ location }) => location.path === file).map((one) => one.message);
    expect.soft(messages, `${file}: ${code}`).toContain(message);
  }
});

test('every allowed import passes', async () => {
  const found = await lint(new Map(allowed), imports);
  expect(found.map(({ location, message }) => `${location.path}: ${message}`)).toEqual([]);
});

test('two files that import each other are refused', async () => {
  const found = await lint(
    new Map([
      ['server/a.ts', "import { b } from './b';\nexport const a = () => b();"],
      ['server/b.ts', "import { a } from './a';\nexport const b = () => a();"],
    ]),
    ['--only=suspicious/noImportCycles'],
  );
  expect(found.map(({ category }) => category)).toContain('lint/suspicious/noImportCycles');
});

test('a type assertion is refused, and `as const` is allowed', async () => {
  const found = await lint(
    new Map([
      ['server/cast.ts', "export const cast = JSON.parse('1') as number;"],
      ['server/const.ts', "import * as z from 'zod';\nexport const fixed = [z] as const;"],
      ['server/angle.ts', "export const cast = <number>JSON.parse('1');"],
    ]),
    [],
  );
  const refusals = found.filter(({ message }) => message.startsWith('No type assertion'));
  expect(refusals.map(({ location }) => location.path).sort()).toEqual(['server/angle.ts', 'server/cast.ts']);
});
