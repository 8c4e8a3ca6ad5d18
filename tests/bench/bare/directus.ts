import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listening } from './listening';

/**
 * What P4 is held against: Directus, as its own command makes it from the environment. It reads and writes
 * beside itself, so it runs in the folder that it is installed in.
 */
const folder = process.argv[2] ?? '.';
process.chdir(folder);
const program = join(folder, 'node_modules', '@directus', 'api', 'dist', 'server.js');
const { createServer }: { createServer(): Promise<Server> } = await import(pathToFileURL(program).href);
listening(await createServer());
