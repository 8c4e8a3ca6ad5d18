import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listenAndReport } from './listen-and-report';

/**
 * The reference of P4: Directus, created as its own command does. It reads and writes files in the working
 * directory, so it runs in the folder it is installed in.
 */
const folder = process.argv[2] ?? '.';
process.chdir(folder);
const program = join(folder, 'node_modules', '@directus', 'api', 'dist', 'server.js');
const { createServer }: { createServer(): Promise<Server> } = await import(pathToFileURL(program).href);
listenAndReport(await createServer());
