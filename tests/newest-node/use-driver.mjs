import { join } from 'node:path';
import process from 'node:process';

// The driver is a native addon built for one version of Node, so the build for this version replaces it.
const name = 'better_sqlite3.node';
const built = join(process.execPath, '../../../better-sqlite3/build/Release', name);
const dlopen = process.dlopen;
process.dlopen = (module, file, ...flags) => dlopen(module, file.endsWith(name) ? built : file, ...flags);
