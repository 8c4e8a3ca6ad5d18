import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf } from '../support/database';
import type { ServerProcess } from '../support/server-process';

/** A folder whose space can be exhausted under a running server and freed again. */
export type Disk = {
  folder: string;
  /** The command that runs a server which starts without space. */
  through: string[];
  fill(server?: ServerProcess): void;
  free(server?: ServerProcess): void;
  remove(): Promise<void>;
};

/** Needs no privileges: the server's files may not grow beyond their present size. */
async function limitedFiles(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-disk-'));
  const limit = (server: ServerProcess | undefined, bytes: number | 'unlimited') => {
    if (server) execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
  };
  return {
    folder,
    through: ['prlimit', '--fsize=0:unlimited'],
    fill: (server) =>
      limit(server, statSync(`${databaseOf(folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0),
    free: (server) => limit(server, 'unlimited'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A small file system that is filled by another file. */
async function smallFileSystem(): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    through: [],
    fill: () => {
      for (const size of [1_048_576, 4_096]) while (hasRoomFor(filler, size));
    },
    free: () => rmSync(filler),
    remove: async () => {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function hasRoomFor(file: string, bytes: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(bytes));
    return true;
  } catch {
    return false;
  }
}

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The ways to exhaust space on this machine; mounting needs privileges. */
export const disks: [string, () => Promise<Disk>][] = [
  ['files that may not grow', limitedFiles],
  ...(mayMount() ? [['a disk that is full', smallFileSystem] satisfies [string, () => Promise<Disk>]] : []),
];
