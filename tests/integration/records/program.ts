import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { AuditReport } from '@/db/sqlite/audit/verify-audit';
import { verifyAudit } from '@/db/sqlite/audit/verify-audit';
import type { Store } from '@/db/store';
import { freePort, settingsOf } from '../../support/server';
import { openAt } from '../store/sqlite';

/** A program with its record types. */
export type RecordProgram = {
  openStore(dataDir: string): Promise<Store>;
  /** Starts its server, which has no pages. */
  startServer(dataDir: string): Promise<{ url: string; close(): Promise<void> }>;
  /** Compares the records of a closed database with its journal. */
  verify(database: string): Promise<AuditReport>;
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const types = join(root, 'tests/integration/records/types');
const replaced: Record<string, string> = {
  'record-types': join(types, 'record-types.ts'),
  'record-bindings': join(types, 'record-bindings.ts'),
};

/** The program as it is built. */
export async function openProgram(): Promise<RecordProgram> {
  return {
    openStore: (dataDir) => openAt(dataDir),
    startServer: await serverIn(join(root, 'dist')),
    verify: (database) => verifyAudit(database, noLines()),
  };
}

let built: Promise<RecordProgram> | undefined;

/** The same program with the record types of the tests in its list, built once for each worker. */
export function openBuiltProgram(): Promise<RecordProgram> {
  built ??= buildProgram();
  return built;
}

async function buildProgram(): Promise<RecordProgram> {
  // In the project, so that the packages that are not bundled are found.
  const folder = await mkdtemp(join(root, 'dist', 'record-types-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    absWorkingDir: root,
    entryPoints: {
      server: 'server/index.ts',
      store: 'db/sqlite/open.ts',
      audit: 'db/sqlite/audit/verify-audit.ts',
      writer: 'db/sqlite/threads/writer.ts',
      indexer: 'db/sqlite/threads/indexer.ts',
      reader: 'db/sqlite/threads/reader.ts',
      checkpointer: 'db/sqlite/threads/checkpointer.ts',
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
    plugins: [replaceLists],
  });
  const { openStore }: typeof import('@/db/sqlite/open') = await load(folder, 'store');
  const { verifyAudit: verify }: typeof import('@/db/sqlite/audit/verify-audit') = await load(
    folder,
    'audit',
  );
  return {
    openStore: (dataDir) => openStore({ root, dataDir, seed: 'none' }),
    startServer: await serverIn(folder),
    verify: (database) => verify(database, noLines()),
  };
}

const replaceLists: Plugin = {
  name: 'record types of the tests',
  setup(building) {
    building.onResolve({ filter: /\/record-(?:types|bindings)$/ }, ({ path, importer }) => {
      const name = path.split('/').at(-1) ?? '';
      const isOfTests = importer.startsWith(types);
      return isOfTests ? undefined : { path: replaced[name] };
    });
  },
};

async function serverIn(folder: string): Promise<RecordProgram['startServer']> {
  const { startChancery }: typeof import('@/server/index') = await load(folder, 'server');
  return async (dataDir) => {
    const port = await freePort();
    return startChancery({
      env: { ...settingsOf(port, dataDir, 'none', {}), NODE_ENV: 'production' },
      root,
      isDevelopment: false,
      output: { write: () => {} },
      pages: async () => ({
        handle: async (_, res) => void res.writeHead(404).end(),
        files: null,
        upgrade: () => false,
        close: async () => {},
      }),
      onLost: () => {},
    });
  };
}

function load(folder: string, name: string) {
  return import(pathToFileURL(join(folder, `${name}.mjs`)).href);
}

async function* noLines() {}
